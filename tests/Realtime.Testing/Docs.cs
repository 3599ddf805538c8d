using System.Runtime.CompilerServices;

namespace Realtime.Testing;

/// <summary>
/// The parts of the docs that tests write from code. REALTIME_WRITE_DOCS=1 writes them anew; else they must be as the code says.
/// </summary>
public static class Docs
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Here();

    public static bool IsWriting => Environment.GetEnvironmentVariable("REALTIME_WRITE_DOCS") == "1";

    /// <summary>Compares the part of a file between two comments, "name: written by writer" and "name: end", with its text.</summary>
    /// <param name="file">The path from the folder of the solution.</param>
    public static void CheckPart(string file, string name, string writer, string text)
    {
        var (begin, end) = ($"<!-- {name}: written by {writer} -->", $"<!-- {name}: end -->");
        var path = Path.Combine(Root, file);
        var docs = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (from, to) = (docs.IndexOf(begin, StringComparison.Ordinal) + begin.Length, docs.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= begin.Length && to > from, $"{file} has no part between {begin} and {end}.");
        if (IsWriting) File.WriteAllText(path, $"{docs[..from]}\n\n{text.Trim()}\n\n{docs[to..]}");
        else Assert.True($"\n\n{text.Trim()}\n\n" == docs[from..to],
            $"{file} is not as the code says. Write it anew: REALTIME_WRITE_DOCS=1 ./test --filter {writer}");
    }

    static string Here([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
