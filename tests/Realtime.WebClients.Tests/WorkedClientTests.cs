using System.Text.RegularExpressions;

namespace Realtime.WebClients.Tests;

/// <summary>The code in docs/reconnecting.md is that of the programs which the tests run.</summary>
public sealed partial class WorkedClientTests
{
    const string Page = "docs/reconnecting.md";

    [Theory]
    [InlineData("C#", "talk", "samples/reconnecting/Talk.cs")]
    [InlineData("C#", "live", "samples/reconnecting/LiveTalk.cs")]
    [InlineData("TypeScript", "talk", "samples/reconnecting/talk.mjs")]
    [InlineData("TypeScript", "live", "samples/reconnecting/talk.mjs")]
    [InlineData("Python", "talk", "samples/reconnecting/talk.py")]
    [InlineData("Python", "live", "samples/reconnecting/talk.py")]
    [InlineData("Python", "follow", "clients/python/realtime_client.py")]
    public void The_page_has_the_code_of_the_program(string language, string region, string file)
    {
        var highlight = language switch { "C#" => "csharp", "TypeScript" => "js", _ => "python" };
        Docs.CheckPart(Page, $"{region} in {language}", nameof(WorkedClientTests), $"```{highlight}\n{Region(file, region)}\n```");
    }

    /// <summary>The lines between "region NAME" and "endregion", without the indentation that all of them have.</summary>
    static string Region(string file, string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Docs.Root, file));
        var begin = Array.FindIndex(lines, line => Regex.IsMatch(line, $@"^\s*(//|#) ?#?region {name}$"));
        Assert.True(begin >= 0, $"{file} has no region {name}.");
        var region = lines.Skip(begin + 1).TakeWhile(line => !EndOfRegion().IsMatch(line)).ToList();
        var indentation = region.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', region.Select(line => line.Length > 0 ? line[indentation..] : line));
    }

    [GeneratedRegex(@"^\s*(//|#) ?#?endregion$")]
    private static partial Regex EndOfRegion();
}
