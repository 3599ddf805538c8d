namespace Realtime.Console.Timelines;

/// <summary>What has begun and not yet ended, by a name that is used for one thing at a time.</summary>
sealed class OpenSpans
{
    readonly Dictionary<string, Span> open = [];
    readonly List<Span> all = [];

    public void Begin(string name, Span span)
    {
        if (open.TryGetValue(name, out var before)) End(name, span.From, before.Kind);
        open[name] = span with { IsOpen = true };
    }

    /// <summary>Adds what has already ended.</summary>
    public void Add(Span span) => all.Add(span);

    public bool Has(string name) => open.ContainsKey(name);

    /// <param name="kind">How it looks from now on; null keeps its kind.</param>
    public Span? End(string name, TimeSpan at, string? kind = null)
    {
        if (!open.Remove(name, out var span)) return null;
        span = span with { To = at, Kind = kind ?? span.Kind, IsOpen = false };
        all.Add(span);
        return span;
    }

    public void EndAll(TimeSpan at)
    {
        foreach (var name in open.Keys.ToArray()) End(name, at);
    }

    /// <summary>All spans, those that are still open up to this moment, in the order of their begin.</summary>
    public IReadOnlyList<Span> UpTo(TimeSpan end) =>
        [.. all.Concat(open.Values.Select(span => span with { To = end })).OrderBy(span => span.From).ThenBy(span => span.Version)];
}
