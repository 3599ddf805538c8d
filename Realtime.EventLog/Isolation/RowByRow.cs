using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Realtime.EventLog.Isolation;

/// <summary>
/// Does something for each of many rows. One that fails, or takes too long, hinders no other: it is left alone for a while, longer each
/// time, and then tried again. Only where the log is away does the whole stop, for then nothing is known of any row.
/// </summary>
public sealed partial class RowByRow(TimeProvider time, ILogger<RowByRow> logger)
{
    const int Parallel = 8;

    /// <summary>Rows that are known to fail; beyond this, others are tried each time.</summary>
    const int MostFailing = 4_096;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    static readonly Meter Meter = new("Realtime.EventLog");
    static readonly Counter<long> Failures = Meter.CreateCounter<long>("realtime.rows.failed", description: "Rows that a loop could do nothing for, and tries again later");

    readonly ConcurrentDictionary<(string What, string Row), Failure> failing = new();

    /// <summary>Rows of this kind that fail and wait: so many more have to be read to find others.</summary>
    public int Waiting(string what) => failing.Count(f => f.Key.What == what);

    /// <summary>Rows that fail, by what was to be done for them; those that nobody came back to are forgotten.</summary>
    public IReadOnlyDictionary<string, int> Failing
    {
        get
        {
            foreach (var (key, failure) in failing)
            {
                if (time.GetElapsedTime(failure.At) > LongestPause * 3) failing.TryRemove(KeyValuePair.Create(key, failure));
            }

            return failing.Keys.CountBy(key => key.What).ToDictionary();
        }
    }

    /// <param name="what">What is done, in words: it names the rows that fail in the log and in /health.</param>
    /// <param name="name">Tells rows apart.</param>
    public Task Each<TRow>(string what, IEnumerable<TRow> rows, Func<TRow, string> name, Func<TRow, CancellationToken, Task> act, CancellationToken ct) =>
        System.Threading.Tasks.Parallel.ForEachAsync(rows.Where(row => IsDue((what, name(row)))),
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct },
            async (row, token) => await One((what, name(row)), inTime => act(row, inTime), token));

    async Task One((string What, string Row) key, Func<CancellationToken, Task> act, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await act(patience.Token).WaitAsync(Patience, time, ct);
            failing.TryRemove(key, out _);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && (e is TimeoutException || !LogFailures.IsAway(e)))
        {
            await patience.CancelAsync(); // it goes on with nothing behind our back
            Failed(key, e);
        }
    }

    bool IsDue((string What, string Row) key) => !failing.TryGetValue(key, out var failure) || time.GetElapsedTime(failure.At) >= failure.Pause;

    void Failed((string What, string Row) key, Exception e)
    {
        var pause = failing.TryGetValue(key, out var before) ? before.Pause * 2 : ShortestPause;
        if (pause > LongestPause) pause = LongestPause;
        if (before is not null || failing.Count < MostFailing) failing[key] = new Failure(time.GetTimestamp(), pause);
        Failures.Add(1, new KeyValuePair<string, object?>("what", key.What));
        LogFailed(key.What, key.Row, pause.TotalSeconds, e.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not {What} {Row}; others go on, and it is tried again in {Seconds} s: {Reason}")]
    partial void LogFailed(string what, string row, double seconds, string reason);

    sealed record Failure(long At, TimeSpan Pause);
}
