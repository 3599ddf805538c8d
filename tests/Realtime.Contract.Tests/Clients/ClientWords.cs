using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Realtime.Api.Problems;
using Realtime.Contract.Tests.Reference;
using Realtime.Sessions;

namespace Realtime.Contract.Tests.Clients;

/// <summary>The summaries of the services' own types, as documentation comments of the client's.</summary>
static partial class ClientWords
{
    static readonly Dictionary<string, Type> Types = new[] { typeof(SessionState).Assembly, typeof(ProblemTypes).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).Where(type =>
            !type.IsNested && type.Namespace?.StartsWith("Realtime.", StringComparison.Ordinal) == true)
        .GroupBy(type => type.Name).ToDictionary(group => group.Key, group => group.First());

    public static string? OfType(string schema) =>
        Types.TryGetValue(schema, out var type) && Xml(XmlWords.Of(type)) is { } words ? words : MoreWords.All.GetValueOrDefault(schema);

    public static string? OfMember(string schema, string member) =>
        Types.TryGetValue(schema, out var type) && type.GetProperty(member) is { } property && Xml(XmlWords.Of(property)) is { } words
            ? words
        : MoreWords.All.GetValueOrDefault($"{schema}.{member}") ?? MoreWords.All.GetValueOrDefault(member);

    public static string? OfValue(string schema, string value) => Types.TryGetValue(schema, out var type) && type.IsEnum
        && type.GetFields(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(field =>
            JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name) == value) is { } field
        && Xml(XmlWords.Of(field)) is { } words ? words
            : MoreWords.All.GetValueOrDefault($"{schema}.{value}") ?? MoreWords.All.GetValueOrDefault(value);

    /// <summary>Markdown as XML.</summary>
    public static string? Xml(string? words)
    {
        if (words is null) return null;
        var escaped = words.Replace("\\|", "|", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return Code().Replace(Link().Replace(escaped, "$1"), "<c>$1</c>");
    }

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
