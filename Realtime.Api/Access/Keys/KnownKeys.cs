using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.EventLog.Access;

namespace Realtime.Api.Access.Keys;

/// <summary>
/// Every valid key, in memory: a request costs no round trip to the database, whether its key is right or wrong. The API reads changes when
/// the database notifies it, and every two seconds. For an unknown key, which may be new, it reads at most ten times a second in all.
/// </summary>
sealed partial class KnownKeys(KeyRows rows, KeyChanges changes, AccessWays ways, IOptions<AccessOptions> options, TimeProvider time,
    ILogger<KnownKeys> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly Lock gate = new();
    readonly Signal wake = new();
    Task reading = Task.CompletedTask;
    long readAt;
    volatile FrozenDictionary<string, KnownKey> known = FrozenDictionary<string, KnownKey>.Empty;
    long seen = -1;
    byte[] fileRead = [];
    IReadOnlyList<KnownKey> ofTable = [], ofFile = [];

    /// <summary>The key of this id; null unless it is valid.</summary>
    public async ValueTask<KnownKey?> Find(string id, CancellationToken ct)
    {
        if (Good(id) is { } key) return key;
        if (time.GetElapsedTime(Volatile.Read(ref readAt)) < Pause) return null;
        await Read().WaitAsync(ct);
        return Good(id);
    }

    /// <summary>Reads the keys after this node changed them.</summary>
    public Task Refresh() => Read(again: true);

    KnownKey? Good(string id) => known.TryGetValue(id, out var key) && !key.HasExpired(time.GetUtcNow()) ? key : null;

    /// <summary>The ids of the table's keys that were used since the last call.</summary>
    public string[] TakeUsed() =>
        [.. ofTable.Select(key => known.GetValueOrDefault(key.Id)).OfType<KnownKey>().Where(key => key.TakeUsed()).Select(key => key.Id)];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Heard += wake.Set;
        await Read(); // before the first request
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await wake.Wait(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await Read(again: true);
        }

        changes.Heard -= wake.Set;
    }

    /// <summary>All callers that ask during a read share it; a refresh waits for a read that begins after the change.</summary>
    Task Read(bool again = false)
    {
        lock (gate)
        {
            if (!reading.IsCompleted) return again ? reading = After(reading) : reading;
            return reading = ReadNow();
        }
    }

    async Task After(Task before)
    {
        await before;
        await ReadNow();
    }

    async Task ReadNow()
    {
        if (options.Value.KeysFile is { } path) await Try(ct => ReadFile(path, ct));
        if (ways.ReadsKeyTable) await Try(ReadTable);
        Take();
        Volatile.Write(ref readAt, time.GetTimestamp());
    }

    /// <summary>If a source fails, its keys stay as they were and the other source is still read.</summary>
    async Task Try(Func<CancellationToken, Task> read)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await read(patience.Token);
        }
        catch (Exception e)
        {
            LogNotRead(e.Message);
        }
    }

    async Task ReadTable(CancellationToken ct)
    {
        var count = await rows.Changes(ct);
        if (count == seen) return;
        ofTable = [.. (await rows.Good(ct)).Select(row => new KnownKey(row.Id, row.Hash, row.Tenant, row.Name, row.Scopes, row.ExpiresAt))];
        seen = count;
    }

    async Task ReadFile(string path, CancellationToken ct)
    {
        var now = await File.ReadAllBytesAsync(path, ct);
        if (now.AsSpan().SequenceEqual(fileRead)) return;
        ofFile = KeyFile.Parse(now);
        fileRead = now;
    }

    /// <summary>An unchanged key keeps its object, and so its sockets stay open; a changed, missing or expired one is revoked.</summary>
    void Take()
    {
        var before = known;
        var now = time.GetUtcNow();
        var good = new Dictionary<string, KnownKey>();
        foreach (var key in ofTable.Concat(ofFile).Where(key => !key.HasExpired(now)))
            good[key.Id] = before.TryGetValue(key.Id, out var same) && same.IsSame(key) ? same : key;
        known = good.ToFrozenDictionary();
        foreach (var (id, key) in before)
        {
            if (good.GetValueOrDefault(id) != key) key.Revoke();
        }
    }

    public override void Dispose()
    {
        foreach (var key in known.Values) key.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not read the keys again; the known keys stay valid and the next read follows: {Reason}")]
    partial void LogNotRead(string reason);
}
