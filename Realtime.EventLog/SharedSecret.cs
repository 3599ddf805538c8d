using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// The key by which services trust each other. It is in their shared database, in a schema that readers of events have no right to read, so
/// no service needs it in its settings. After a rotation (docs/production.md) the previous key stays valid until the next rotation.
/// </summary>
public sealed partial class SharedSecret(NpgsqlDataSource database, TimeProvider time, ILogger<SharedSecret> logger)
{
    const string Name = "internal";

    /// <summary>How old the known key may be before it is read again in the background.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    /// <summary>The pause between two reads for callers with an unknown key, so that guessing keys does not load the database.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly Lock gate = new();
    Task reading = Task.CompletedTask;
    volatile Keys? known;
    long readAt, triedAt; // timestamps of the clock; 0 means long ago

    /// <summary>The key to present to another service. The first service on this database that asks creates it.</summary>
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

    /// <summary>
    /// Whether what a caller presented was made from a valid key. This is the only place that compares, in constant time.
    /// </summary>
    /// <param name="expected">What the owner of a key presents: the key itself, or a signature.</param>
    public async ValueTask<bool> IsGood(ReadOnlyMemory<byte> presented, Func<string, byte[]> expected, CancellationToken ct)
    {
        await Get(ct);
        if (Matches(presented.Span, expected)) return true;
        if (presented.IsEmpty || !IsOlder(ref triedAt, Pause)) return false; // who presents nothing knows no newer key
        await TryRead().WaitAsync(ct); // the key may have been rotated
        return Matches(presented.Span, expected);
    }

    /// <summary>
    /// Takes the answer of another service. If it does not know our key, it may know a newer one, so the key is read again.
    /// </summary>
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

    /// <summary>Starts a read, or returns the one under way.</summary>
    Task TryRead()
    {
        lock (gate)
        {
            if (!reading.IsCompleted) return reading;
            Volatile.Write(ref triedAt, time.GetTimestamp());
            return reading = ReadAgain();
        }
    }

    /// <summary>Reads the key. If the database does not answer, the known key stays valid.</summary>
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

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not read the services' shared key again. The known key stays in use. {Reason}")]
    partial void LogNotRead(string reason);

    sealed record Keys(string Current, string? Previous);
}
