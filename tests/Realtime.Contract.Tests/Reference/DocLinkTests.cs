using System.Text.RegularExpressions;

namespace Realtime.Contract.Tests.Reference;

/// <summary>The pages refer to each other correctly, and the glossary has only words that they use.</summary>
public sealed partial class DocLinkTests
{
    static readonly string[] Pages =
    [
        .. Directory.EnumerateFiles(Docs.Root, "*.md"), .. Directory.EnumerateFiles(Path.Combine(Docs.Root, "docs"), "*.md"),
        .. Directory.EnumerateFiles(Path.Combine(Docs.Root, "docs/adr"), "*.md"),
    ];

    [Fact]
    public void Every_link_leads_to_a_file_and_to_a_heading_in_it()
    {
        var broken =
            from page in Pages
            from link in Link().Matches(File.ReadAllText(page)).Select(found => found.Groups[1].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !Leads(page, link)
            select $"{Path.GetRelativePath(Docs.Root, page)}: {link}";
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_word_of_the_glossary_is_used_in_another_page()
    {
        var glossary = Path.Combine(Docs.Root, "docs/glossary.md");
        var others = string.Concat(Pages.Where(page => page != glossary).Select(File.ReadAllText));
        var words = Row().Matches(File.ReadAllText(glossary)).SelectMany(row => row.Groups[1].Value.Split(", "))
            .Where(word => word is not ("word" or "---") && !word.StartsWith("of a ", StringComparison.Ordinal)).ToArray();
        Assert.True(words.Length > 30);
        Assert.DoesNotContain(words, word => !Regex.IsMatch(others, $@"\b{Regex.Escape(word)}", RegexOptions.IgnoreCase));
    }

    static bool Leads(string page, string link)
    {
        var parts = link.Split('#');
        var target = parts[0] is "" ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
        if (parts.Length == 1) return Path.Exists(target);
        return File.Exists(target) && Heading().Matches(File.ReadAllText(target)).Any(heading => Slug(heading.Groups[1].Value) == parts[1]);
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    static string Slug(string heading) =>
        NotInSlug().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInSlug();

    [GeneratedRegex(@"^\| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
