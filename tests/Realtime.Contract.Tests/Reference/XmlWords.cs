using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Realtime.Contract.Tests.Reference;

/// <summary>The summaries in an assembly's XML documentation, as one line of Markdown; null for what has none.</summary>
static partial class XmlWords
{
    static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = [];

    public static string? Of(Type type) => Of(type.Assembly, "T:" + type.FullName);

    public static string? Of(PropertyInfo property) =>
        Of(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName}.{property.Name}");

    public static string? Of(FieldInfo field) => Of(field.DeclaringType!.Assembly, $"F:{field.DeclaringType.FullName}.{field.Name}");

    static string? Of(Assembly assembly, string member) =>
        Files.GetOrAdd(assembly, Read).TryGetValue(member, out var summary) && Line(summary) is { Length: > 0 } words ? words : null;

    static Dictionary<string, XElement> Read(Assembly assembly) => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member").Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);

    static string Line(XElement summary) => Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim()
        .Replace("|", "\\|", StringComparison.Ordinal);

    static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Named(see.Attribute("cref")!.Value),
        XElement { Name.LocalName: "paramref" } parameter => Field(parameter.Attribute("name")!.Value),
        XElement other => other.Value,
        _ => "",
    };

    static string Named(string reference) => reference.Split(':', '.')[^1] is var name && reference[0] == 'T'
        ? MarkdownNames.Link(name)
        : Field(name);

    static string Field(string name) => $"`{JsonNamingPolicy.CamelCase.ConvertName(name)}`";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
