using System.Collections.Concurrent;
using System.Collections.Frozen;
using Realtime.EventLog;
using Realtime.EventLog.Access;

namespace Realtime.Api.Live.Secrets;

/// <summary>
/// The client secrets that this node has seen lately: each is read from the database at its first use. A revocation reaches every node by a
/// notification, and within two seconds without one.
/// </summary>
sealed partial class KnownSecrets(ClientSecretRows rows, SecretTerms terms, KeyChanges changes, TimeProvider time, ILogger<KnownSecrets> logger)
    : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    /// <summary>Beyond it the secrets that nothing holds are forgotten.</summary>
    const int Most = 20_000;

    readonly ConcurrentDictionary<string, Lazy<Task<ClientSecret>>> known = new(StringComparer.Ordinal);
    readonly Signal wake = new();
    volatile FrozenSet<string> revoked = FrozenSet<string>.Empty;
    long seen = -1, sweptAt;

    /// <summary>The secret of this id, held for as long as the caller does not dispose the hold.</summary>
    /// <param name="id">Of a token whose checksum is good.</param>
    public async Task<(ClientSecret Secret, IDisposable Hold)> Find(string id, CancellationToken ct)
    {
        while (true)
        {
            if (known.Count >= Most) Forget();
            var entry = known.GetOrAdd(id, static (id, all) => new Lazy<Task<ClientSecret>>(() => all.Read(id)), this);
            ClientSecret secret;
            try
            {
                secret = await entry.Value.WaitAsync(ct);
            }
            catch when (entry.Value.IsFaulted || entry.Value.IsCanceled)
            {
                known.TryRemove(KeyValuePair.Create(id, entry)); // the next request reads again
                throw;
            }

            var hold = secret.Hold();
            // Known before this look: a revocation that the loop has not yet read finds it there.
            if (revoked.Contains(id)) secret.Revoke();
            if (known.TryGetValue(id, out var now) && now == entry) return (secret, hold);
            hold.Dispose(); // forgotten meanwhile
        }
    }

    async Task<ClientSecret> Read(string id)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        var row = await rows.Find(id, patience.Token);
        return row is { Terms.Length: > 0 }
            ? new ClientSecret(id, row, await terms.Decrypt(row, patience.Token))
            : new ClientSecret(id, row: null, new ClientSecretRequest());
    }

    void Forget()
    {
        foreach (var (id, entry) in known)
        {
            if (!entry.IsValueCreated || !entry.Value.IsCompleted) continue;
            if (!entry.Value.IsCompletedSuccessfully || !entry.Value.Result.IsHeld) known.TryRemove(KeyValuePair.Create(id, entry));
        }
    }

    /// <summary>Revokes what the database says is revoked, on this node.</summary>
    public Task Refresh(CancellationToken ct) => ReadRevoked(ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Heard += wake.Set;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wake.Wait(Interval, time, stoppingToken);
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                patience.CancelAfter(Patience);
                await ReadRevoked(patience.Token);
                if (time.GetElapsedTime(sweptAt) < SweepInterval) continue;
                sweptAt = time.GetTimestamp();
                await rows.Sweep(patience.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The service stops.
            }
            catch (Exception e)
            {
                LogNotRead(e.Message);
            }
        }

        changes.Heard -= wake.Set;
    }

    async Task ReadRevoked(CancellationToken ct)
    {
        var count = await rows.Changes(ct);
        if (count == Interlocked.Read(ref seen)) return;
        revoked = (await rows.Revoked(ct)).ToFrozenSet(StringComparer.Ordinal);
        foreach (var id in revoked)
        {
            if (known.TryGetValue(id, out var entry) && entry.IsValueCreated && entry.Value.IsCompletedSuccessfully)
                (await entry.Value).Revoke();
        }

        Interlocked.Exchange(ref seen, count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not read which client secrets are revoked; the known ones stay valid and the next read follows: {Reason}")]
    partial void LogNotRead(string reason);
}
