using System.Net;
using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Bounds;

/// <summary>Clients that reconnect: very many at once, or to a session with a very long past.</summary>
public sealed class ComebackTests(ITestOutputHelper output) : StackTests(output)
{
    const int Conversations = 40, Followers = 50, Sockets = 5;

    [Fact]
    public async Task Two_thousand_clients_that_reconnect_at_once_get_what_they_missed_and_a_newcomer_is_served()
    {
        var stack = await StartStack(StackSettings.Default);
        var sessions = await stack.StartSessions(Conversations);
        using var patience = Patience.Source();
        var back = sessions.SelectMany(session => Enumerable.Range(0, Followers)
            .Select(n => Missed(stack.Client, session, n % 3, patience.Token))).ToList();
        var sockets = sessions.SelectMany(session => Enumerable.Range(0, Sockets).Select(_ => Attached(stack.Api.Address, session)))
            .ToList();
        await stack.StartSessions(1);
        await Task.WhenAll(back);
        await Task.WhenAll(sockets);
    }

    [Fact]
    public async Task Attaching_to_a_session_with_a_long_past_reads_only_its_lifecycle()
    {
        const int said = 4_000;
        // an event read is a query
        var stack = await StartStack(new StackSettings { Api = new Dictionary<string, string> { ["Realtime__EventLog__PageSize"] = "1" } });
        var session = (await stack.StartSessions(1))[0];
        await stack.Upstream.Break(session.Id, $"flood&count={said}");
        await using (var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false"))
        {
            await Patience.Until(async () => await Count(database, "select count(*) from mt_events where type = 'item_added'") == said,
                "all of it on the record");
            var begun = await Count(database, Queries);
            await First(stack.Api.Address, session, after: 0, "item_added", said);
            await Patience.Until(async () => await Count(database, Queries) - begun > said, "as many queries counted as events were read");

            await Task.Delay(TimeSpan.FromSeconds(2)); // for queries that are not counted yet
            begun = await Count(database, Queries);
            await First(stack.Api.Address, session, after: null, "session_started", 1);
            await Task.Delay(TimeSpan.FromSeconds(2));
            Assert.InRange(await Count(database, Queries) - begun, 0, said / 2);
        }
    }

    const string Queries = "select xact_commit from pg_stat_database where datname = current_database()";

    static async Task<long> Count(NpgsqlDataSource database, string sql)
    {
        await using var count = database.CreateCommand(sql);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Attaches, and reads until so many events of a type have come.</summary>
    static async Task First(Uri api, SessionClient session, long? after, string type, int count)
    {
        using var watcher = await Watcher.Connect(api,
            $"{session.Conversation.Path}/sessions/{session.Id}/live?drive=false{(after is { } version ? $"&after={version}" : "")}");
        await watcher.Until(type, count);
    }

    static async Task Attached(Uri api, SessionClient session) => await First(api, session, after: 0, "session_started", 1);

    /// <summary>Reconnects as a browser does: with its last version.</summary>
    static async Task Missed(ApiClient api, SessionClient session, long last, CancellationToken ct)
    {
        using var response = await api.Open($"{session.Conversation.Path}/events", last, ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (line == "event: session_started") return;
        }

        Assert.Fail("The stream ended before session_started.");
    }
}
