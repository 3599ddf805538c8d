namespace Realtime.Observability.Tests.Files;

/// <summary>docs/runbook.md: one section for each alert.</summary>
static class Runbook
{
    const string Heading = "## ";

    /// <summary>The sections by their headings.</summary>
    public static IReadOnlyDictionary<string, string> Sections { get; } = File.ReadAllText(Path.Combine(Docs.Root, "docs/runbook.md"))
        .ReplaceLineEndings("\n").Split("\n" + Heading).Skip(1).Select(section => section.Split('\n', 2))
        .ToDictionary(section => section[0].Trim(), section => section[1]);
}
