using System.Collections.Concurrent;

namespace Realtime.EventLog.Telemetry;

/// <summary>
/// The values of one label of metrics. Clients choose them, and each new value costs every backend memory for as long as it keeps metrics,
/// so only the first ones count by themselves.
/// </summary>
public sealed class BoundedLabel(int most)
{
    /// <summary>The label of every value beyond the bound.</summary>
    public const string Other = "other";

    readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);
    int count;

    /// <summary>The value itself, or <see cref="Other"/>. A value keeps its label as long as the process lives.</summary>
    public string Of(string value)
    {
        if (known.TryGetValue(value, out var label)) return label;
        if (Volatile.Read(ref count) >= most) return Other;
        lock (known)
        {
            if (known.TryGetValue(value, out label)) return label;
            if (count >= most) return Other;
            known[value] = value;
            Volatile.Write(ref count, count + 1);
            return value;
        }
    }
}
