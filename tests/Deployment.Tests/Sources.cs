using System.Xml.Linq;

namespace Deployment.Tests;

/// <summary>The source files of the repository.</summary>
static class Sources
{
    static readonly string Root = Path.GetFullPath(Path.Combine(DeployFiles.Folder, ".."));

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    public static IEnumerable<string> Of(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>The folders of a project and of all projects that it refers to, relative to the repository.</summary>
    public static IReadOnlySet<string> FoldersOf(string project)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        Add($"{project}/{project}.csproj");
        return folders;

        void Add(string path)
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!folders.Add(folder)) return;
            foreach (var reference in XDocument.Parse(Text(path)).Descendants("ProjectReference"))
                Add(Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, folder, (string)reference.Attribute("Include")!))));
        }
    }
}
