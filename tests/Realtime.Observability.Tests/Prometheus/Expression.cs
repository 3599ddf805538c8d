using System.Text.RegularExpressions;

namespace Realtime.Observability.Tests.Prometheus;

/// <summary>What an expression of PromQL names: metrics with their matchers, and the labels by which it groups.</summary>
sealed partial record Expression(string Where, string Text)
{
    static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "by", "without", "on", "ignoring", "offset", "inf", "nan"];

    public IReadOnlyList<Selector> Selectors { get; } = [.. Read(Ranges().Replace(Grouping().Replace(Text, " "), " "))];

    /// <summary>The labels by which it groups.</summary>
    public IReadOnlyList<string> Labels { get; } =
        [.. Grouping().Matches(Text).SelectMany(group => group.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries
            | StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    static IEnumerable<Selector> Read(string text) =>
        from Match found in Metric().Matches(text)
        where !Words.Contains(found.Groups["name"].Value)
        select new Selector(found.Groups["name"].Value,
            [.. Matchers().Matches(found.Groups["matchers"].Value).Select(m => (m.Groups["label"].Value, m.Groups["value"].Value))]);

    [GeneratedRegex(@"\b(?:by|without|on|ignoring)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    // A name that a parenthesis follows is a function.
    [GeneratedRegex(@"(?<![\w.:])(?<name>[a-zA-Z_:][\w:]*)\b(?!\s*\()\s*(?:\{(?<matchers>[^}]*)\})?")]
    private static partial Regex Metric();

    [GeneratedRegex(@"(?<label>\w+)\s*(?:=~|!=|!~|=)\s*""(?<value>[^""]*)""")]
    private static partial Regex Matchers();
}

/// <param name="Matchers">The labels that it names, each with the value or the pattern.</param>
sealed record Selector(string Metric, IReadOnlyList<(string Label, string Value)> Matchers);
