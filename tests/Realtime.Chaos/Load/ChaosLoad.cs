using System.Collections.Concurrent;
using Realtime.Chaos.Stack;

namespace Realtime.Chaos.Load;

/// <summary>Clients that hold one conversation after the other, and a record of the answers and events that they received.</summary>
sealed class ChaosLoad(ChaosStack stack, RunClock clock, Findings findings, ChaosOptions options) : IDisposable
{
    readonly ConcurrentQueue<Promise> promises = new();
    readonly ConcurrentQueue<ClientRecord> records = new();
    readonly CancellationTokenSource enough = new();
    Task talking = Task.CompletedTask;
    int conversations, unanswered;

    public ChaosStack Stack => stack;
    public RunClock Clock => clock;
    public Findings Findings => findings;
    public Sightings Sightings { get; } = new();
    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The client sockets that are open now.</summary>
    public ConcurrentDictionary<IWire, bool> Wires { get; } = new();

    public IReadOnlyCollection<Promise> Promises => promises;
    public IReadOnlyCollection<ClientRecord> Records => records;

    /// <summary>
    /// The number of requests that got no final answer. They may have taken effect or not, so the run checks nothing about them.
    /// </summary>
    public int Unanswered => Volatile.Read(ref unanswered);

    public bool IsOver => enough.IsCancellationRequested;

    public void Start() =>
        talking = Task.WhenAll(Enumerable.Range(0, options.Talkers)
            .Select(number => Task.Run(() => Talk(new Random(HashCode.Combine(options.Seed, number))))));

    /// <summary>Starts no further conversation, and returns when the running ones are over.</summary>
    public async Task Finish()
    {
        await enough.CancelAsync();
        await talking;
    }

    public string NewConversation(string kind = "chaos") => $"{kind}-{Interlocked.Increment(ref conversations):00000}";

    public void Keep(Promise promise) => promises.Enqueue(promise);

    public void Keep(ClientRecord record) => records.Enqueue(record);

    public void NoAnswer() => Interlocked.Increment(ref unanswered);

    async Task Talk(Random random)
    {
        await Task.Delay(random.Next(3_000));
        while (!IsOver)
        {
            try
            {
                await new Talker(this, random).HaveConversation();
            }
            catch (Exception e)
            {
                findings.Add($"A client of the run itself failed: {e}");
            }
        }
    }

    public void Dispose()
    {
        enough.Dispose();
        Http.Dispose();
    }
}
