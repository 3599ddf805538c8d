using Realtime.EventLog;

namespace Realtime.Contract.Tests.Reference;

/// <summary>The headings of docs/events.md, and links to them.</summary>
static class MarkdownNames
{
    static readonly Dictionary<string, string> Events = EventTypes.All.ToDictionary(type => type.Name, EventTypes.NameOf);

    /// <param name="type">The name of a .NET type.</param>
    public static string Link(string type) => Events.TryGetValue(type, out var name)
        ? $"[`{name}`](#{name})"
        : $"[{type}](#{type.ToLowerInvariant()})";
}
