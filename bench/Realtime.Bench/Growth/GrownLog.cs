using System.Diagnostics;
using Realtime.Bench.Appends;
using Realtime.Bench.Followers;
using Realtime.EventLog;
using Realtime.EventLog.Audit;
using Realtime.Sessions;

namespace Realtime.Bench.Growth;

/// <summary>One of the two logs that are compared, with an API and a node that runs the daemon; and what is measured on each.</summary>
sealed class GrownLog : IAsyncDisposable
{
    public const int Callers = 8;

    /// <summary>Appends go to this many conversations of each log: their sessions stay live, and sweeps look at live sessions.</summary>
    const int Pool = 96;

    readonly BenchRun run;
    readonly BenchDatabase database;
    readonly Node node;
    readonly BenchStack stack;
    readonly HttpClient http;
    readonly Random random = new(17);
    readonly string[] conversations;
    readonly Lives lives;
    readonly int[] steps = new int[Callers];
    readonly LiveSessionQueries live;

    GrownLog(BenchRun run, BenchDatabase database, Node node, BenchStack stack, int conversations)
    {
        (this.run, this.database, this.node, this.stack) = (run, database, node, stack);
        this.conversations = [.. Enumerable.Range(0, conversations).Select(FilledConversation.NameOf)];
        http = new HttpClient { BaseAddress = stack.Client.Address };
        lives = new Lives([.. this.conversations.Where((_, i) => i % (conversations / Pool) == 0).Take(Pool)]);
        live = new LiveSessionQueries(node.Database);
    }

    public static async Task<GrownLog> Open(BenchRun run, BenchDatabase database, int conversations)
    {
        var node = await Node.Start(database.ConnectionString, runsDaemon: true);
        // An owner of the sessions that the benchmark begins, so that no sweep takes them for orphans.
        await node.Execute(
            "insert into realtime.worker (id, address, capacity, expires_at) "
            + $"values ('{Life.Owner.WorkerId}', 'http://127.0.0.1:9', 0, 'infinity')");
        return new GrownLog(run, database, node, await BenchStack.Start(run, database, worker: false), conversations);
    }

    /// <summary>Appends one event to a conversation that has history: a caller goes from one of its own conversations to the next.</summary>
    public Task Append(int caller)
    {
        var each = lives.Count / Callers;
        var next = (caller * each) + (steps[caller]++ % each);
        return node.Conversations.Transact(lives.Name(next), lives.Next(next), CancellationToken.None);
    }

    /// <summary>Folds a conversation of the past.</summary>
    public Task Fold() => StateThen.Fold(node.Reader, DefaultTenant.Of(Any()), int.MaxValue, CancellationToken.None);

    public Task<FollowResult> Follow(int followers, int conversationsOf, double seconds) =>
        FollowBenchmark.Follow(run, database, node, [stack.Api], followers, conversationsOf, appendsPerSecond: 100, seconds);

    public Task List() => Get("/sessions");

    public Task Search() => Get("/sessions?text=" + Any()[..12]);

    public Task SearchInVain() => Get("/sessions?text=no-such-name");

    public Task Count() => Get("/sessions/counts");

    /// <summary>Counts of the whole UTC days since yesterday.</summary>
    public Task CountDay() => Get($"/sessions/counts?from={TimeProvider.System.GetUtcNow().AddDays(-1):yyyy-MM-dd}T00:00:00Z&by=reason");

    public Task Health() => Get("/health");

    /// <summary>What each sweep asks the log for.</summary>
    public async Task Sweep()
    {
        await live.Unclaimed(TimeSpan.FromSeconds(1), 500, CancellationToken.None);
        await live.OwnedBy("lost-1", after: null, 100, CancellationToken.None);
        await live.OwnersWithoutRow(CancellationToken.None);
        foreach (var shard in (string[])["SessionSummary", "Spending", "Statistics", Sealer.Name])
            await ShardProgress.Read(node.Database, shard, CancellationToken.None);
    }

    /// <summary>Begins sessions of a worker, and ends them as recovery does when it is lost.</summary>
    public async Task<TimeSpan> LoseWorker(int sessions)
    {
        var own = Enumerable.Range(0, sessions).Select(_ => (Name: $"lost-{Guid.NewGuid():N}", Id: Guid.CreateVersion7())).ToList();
        foreach (var (name, id) in own) await Life.Begin(node.Conversations, name, id);
        var begun = Stopwatch.GetTimestamp();
        foreach (var (name, id) in own)
            await node.Conversations.Transact(name, new LoseWorker(id, Life.Owner), CancellationToken.None);
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>How many of these conversations do not pass the verification of the log.</summary>
    public async Task<int> Unsound(int sample)
    {
        var verification = new LogVerification(node.Database);
        var unsound = 0;
        for (var i = 0; i < sample; i++)
            if ((await verification.One(Any(), CancellationToken.None)).Findings.Count > 0) unsound++;
        return unsound;
    }

    string Any() => conversations[random.Next(conversations.Length)];

    async Task Get(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await stack.DisposeAsync();
        await node.DisposeAsync();
    }
}
