using System.Globalization;
using System.Text.RegularExpressions;

namespace Realtime.Bench.Ends;

/// <summary>The times of one end, from the worker's console log.</summary>
sealed partial record EndRecord(Guid Session, string Reason, DateTime KnownAt, double DrainMilliseconds, double RecordMilliseconds)
{
    public DateTime CommittedAt => KnownAt.AddMilliseconds(DrainMilliseconds + RecordMilliseconds);

    public static IEnumerable<EndRecord> All(ServiceProcess worker) =>
        worker.Lines.Select(line => Line().Match(line)).Where(m => m.Success).Select(m => new EndRecord(
        Guid.Parse(m.Groups[1].ValueSpan), m.Groups[2].Value,
        DateTime.Parse(m.Groups[3].ValueSpan, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), Number(m.Groups[4]),
        Number(m.Groups[5])));

    /// <summary>Waits until the log has the ends of these sessions; returns them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, EndRecord>> Of(ServiceProcess worker, IReadOnlyCollection<Guid> sessions)
    {
        Dictionary<Guid, EndRecord> found = [];
        await Patience.Until(() =>
        {
            found = All(worker).Where(end => sessions.Contains(end.Session)).DistinctBy(end => end.Session)
                .ToDictionary(end => end.Session);
            return Task.FromResult(found.Count == sessions.Count);
        }, $"{sessions.Count} ends in the worker's log");
        return found;
    }

    static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Session (\S+) in \S+ ended: (\S+) .*; known at (\S+), drained in (\S+) ms, recorded in (\S+) ms")]
    private static partial Regex Line();
}
