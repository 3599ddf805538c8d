using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Realtime.EventLog.Isolation;

/// <summary>
/// Does something for each of many rows. A row that fails or takes too long does not affect the others. It is skipped for a while, longer
/// each time, and then tried again. The loop stops only if the log is unavailable, because then the failure says nothing about the row.
/// </summary>
public sealed partial class RowByRow(TimeProvider time, ILogger<RowByRow> logger)
{
    const int Parallel = 8;

    /// <summary>How many failing rows are remembered. Further ones are tried every time.</summary>
    const int MostFailing = 4_096;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    static readonly Meter Meter = new("Realtime.EventLog");
    static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("realtime.rows.failed", description: "Rows at which a loop failed, and which it tries again later");

    readonly ConcurrentDictionary<(string What, string Row), Failure> failing = new();

    /// <summary>The number of failing rows of this kind that wait. A query must read this many more rows to find others.</summary>
    public int Waiting(string what) => failing.Count(f => f.Key.What == what);

    /// <summary>The number of failing rows by what was tried. Rows that are no longer tried are forgotten.</summary>
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

    /// <param name="what">What is done, in words. The log and /health show it for rows that fail.</param>
    /// <param name="name">The name of a row.</param>
    public Task Each<TRow>(string what, IEnumerable<TRow> rows, Func<TRow, string> name, Func<TRow, CancellationToken, Task> act,
        CancellationToken ct) =>
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
            await patience.CancelAsync(); // so that the work does not go on in the background
            Failed(key, e);
        }
    }

    bool IsDue((string What, string Row) key) =>
        !failing.TryGetValue(key, out var failure) || time.GetElapsedTime(failure.At) >= failure.Pause;

    void Failed((string What, string Row) key, Exception e)
    {
        var pause = failing.TryGetValue(key, out var before) ? before.Pause * 2 : ShortestPause;
        if (pause > LongestPause) pause = LongestPause;
        if (before is not null || failing.Count < MostFailing) failing[key] = new Failure(time.GetTimestamp(), pause);
        Failures.Add(1, new KeyValuePair<string, object?>("what", key.What));
        LogFailed(key.What, key.Row, pause.TotalSeconds, e.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not {What} {Row}. Others go on, and it is tried again in {Seconds} s. {Reason}")]
    partial void LogFailed(string what, string row, double seconds, string reason);

    sealed record Failure(long At, TimeSpan Pause);
}
