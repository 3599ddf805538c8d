using System.Text.RegularExpressions;
using Realtime.Observability.Tests.Files;

namespace Realtime.Observability.Tests;

/// <summary>Whoever is woken by an alert finds its page, and no page is about an alert that is gone.</summary>
public sealed partial class RunbookTests
{
    static readonly string Rules = File.ReadAllText(Path.Combine(Docs.Root, "deploy/observability/prometheus/realtime.rules.yaml"));

    [Fact]
    public void Every_alert_has_its_section_and_every_section_its_alert() => Assert.Equal(
        Alert().Matches(Rules).Select(alert => alert.Groups[1].Value).Order(StringComparer.Ordinal),
        Runbook.Sections.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_section_says_what_the_alert_means_what_to_look_at_and_what_to_do() => Assert.All(Runbook.Sections, section =>
        Assert.All((string[])["**Means.**", "**Look at.**", "**Do.**"],
            part => Assert.Contains(part, section.Value, StringComparison.Ordinal)));

    [Fact]
    public void Every_alert_links_to_its_section() => Assert.Equal(
        Alert().Matches(Rules).Select(alert => alert.Groups[1].Value.ToLowerInvariant()), Page().Matches(Rules).Select(p => p.Groups[1].Value));

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"runbook: docs/runbook\.md#(\w+)")]
    private static partial Regex Page();
}
