using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// The key with which services trust each other. It lives in the database they share, in a schema of its own that who may read events need not see,
/// and no service needs it in its settings. After a rotation (docs/production.md) the key before is good too, until the next one.
/// </summary>
public sealed partial class SharedSecret(NpgsqlDataSource database, TimeProvider time, ILogger<SharedSecret> logger)
{
    const string Name = "internal";

    /// <summary>How old what is known may be before it is read again, behind the caller's back.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>Between two reads for callers whose key is not known: whoever guesses keys must not load the database.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly Lock gate = new();
    Task reading = Task.CompletedTask;
    volatile Keys? known;
    long readAt, triedAt; // timestamps of the clock; 0 is long ago

    /// <summary>What to present to another service; made by the first service that asks on this database.</summary>
    public async ValueTask<string> Get(CancellationToken ct)
    {
        if (known is { } keys)
        {
            if (IsOlder(ref readAt, Fresh) && IsOlder(ref triedAt, Pause)) _ = TryRead();
            return keys.Current;
        }

        await Read(ct);
        return known!.Current;
    }

    /// <summary>Whether something that another presented was made from a key that is good now. The one place that compares, in constant time.</summary>
    /// <param name="expected">What a key's owner presents: the key itself, a signature.</param>
    public async ValueTask<bool> IsGood(ReadOnlyMemory<byte> presented, Func<string, byte[]> expected, CancellationToken ct)
    {
        await Get(ct);
        if (Matches(presented.Span, expected)) return true;
        if (!IsOlder(ref triedAt, Pause)) return false;
        await TryRead().WaitAsync(ct); // it was rotated, perhaps
        return Matches(presented.Span, expected);
    }

    /// <summary>What another service answered: one that does not know our key may know a newer one.</summary>
    public async ValueTask Answered(HttpStatusCode status, CancellationToken ct)
    {
        if (status is HttpStatusCode.Unauthorized) await TryRead().WaitAsync(ct);
    }

    bool Matches(ReadOnlySpan<byte> presented, Func<string, byte[]> expected)
    {
        var keys = known!;
        var isCurrent = CryptographicOperations.FixedTimeEquals(presented, expected(keys.Current));
        var isPrevious = keys.Previous is { } previous && CryptographicOperations.FixedTimeEquals(presented, expected(previous));
        return isCurrent | isPrevious;
    }

    bool IsOlder(ref long than, TimeSpan age) => time.GetElapsedTime(Volatile.Read(ref than)) > age;

    /// <summary>One read serves all that ask meanwhile.</summary>
    Task TryRead()
    {
        lock (gate)
        {
            if (!reading.IsCompleted) return reading;
            Volatile.Write(ref triedAt, time.GetTimestamp());
            return reading = ReadAgain();
        }
    }

    /// <summary>A database that does not answer takes nothing away: what was known goes on.</summary>
    async Task ReadAgain()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            await Read(patience.Token);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            LogNotRead(e.Message);
        }
    }

    async Task Read(CancellationToken ct)
    {
        var (current, previous) = await SecretRows.ReadOrMake(database, Name, ct);
        known = new Keys(current, previous);
        Volatile.Write(ref readAt, time.GetTimestamp());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The services' shared key could not be read again; the one that is known goes on: {Reason}")]
    partial void LogNotRead(string reason);

    sealed record Keys(string Current, string? Previous);
}
