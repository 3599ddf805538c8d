using System.Xml;
using System.Xml.Linq;

namespace Realtime.Testing;

/// <summary>What test runs left in their result files (trx) about failures.</summary>
public static class FailedTests
{
    const int LongestMessage = 500;

    /// <summary>
    /// A line for each failed test: its project, its name, and its message, with what was expected and what was there. A project's run that
    /// was aborted, or whose file is missing or cut off, has a line too.
    /// </summary>
    /// <param name="files">Each has the name of its project, with the extension .trx.</param>
    public static IEnumerable<string> In(IEnumerable<string> files) => files.SelectMany(file =>
    {
        var project = Path.GetFileNameWithoutExtension(file);
        try
        {
            return Of(project, XDocument.Load(file));
        }
        catch (Exception none) when (none is IOException or XmlException)
        {
            return [$"{project}: it did not run to its end, and has no results. Its output above says why."];
        }
    });

    static string[] Of(string project, XDocument results) =>
    [
        .. All(results, "UnitTestResult").Where(test => (string?)test.Attribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted")
            .Select(test => $"{project}: {NameOf(test, project)}: {Line(All(test, "Message"))}"),
        .. All(results, "RunInfo").Where(info => (string?)info.Attribute("outcome") is "Error").Select(info => Line(All(info, "Text")))
            .Where(text => !text.EndsWith("[FAIL]", StringComparison.Ordinal)) // a failed test, which has its own line
            .Select(text => $"{project}: {text}"),
    ];

    static IEnumerable<XElement> All(XContainer part, string name) => part.Descendants().Where(each => each.Name.LocalName == name);

    static string NameOf(XElement test, string project)
    {
        var name = (string?)test.Attribute("testName") ?? "a test without a name";
        return name.StartsWith(project + ".", StringComparison.Ordinal) ? name[(project.Length + 1)..] : name;
    }

    static string Line(IEnumerable<XElement> messages)
    {
        var lines = messages.FirstOrDefault()?.Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(" | ", lines ?? []);
        return line.Length > LongestMessage ? line[..LongestMessage] + "…" : line;
    }
}
