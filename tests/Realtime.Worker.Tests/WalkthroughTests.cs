using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Realtime.Worker.Tests;

/// <summary>docs/architecture.md walks through the live session by file and member; each must exist.</summary>
public sealed partial class WalkthroughTests
{
    [Fact]
    public void Every_file_and_member_that_the_walk_names_exists()
    {
        var root = Root();
        var steps = Step().Matches(File.ReadAllText(Path.Combine(root, "docs/architecture.md")));
        Assert.True(steps.Count > 15, $"The walk has {steps.Count} steps.");
        Assert.All(steps, step =>
        {
            var (file, member) = (step.Groups[1].Value, step.Groups[2].Value);
            Assert.True(Regex.IsMatch(File.ReadAllText(Path.Combine(root, file)), $@"\b{member}\(.*[\){{,]"),
                $"{file} has no member {member}.");
        });
    }

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    [GeneratedRegex(@"`(Realtime\.[\w./]+\.cs)` `(\w+)`")]
    private static partial Regex Step();
}
