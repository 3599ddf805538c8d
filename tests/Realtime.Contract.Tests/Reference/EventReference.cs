using System.Text;
using System.Text.Json;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Contract.Tests.Reference;

/// <summary>The part of docs/events.md that describes the log's own events.</summary>
static class EventReference
{
    public static IReadOnlyList<Type> Events { get; } = [.. EventExamples.All.Select(e => e.GetType())];

    /// <summary>The records and enums that the events have as parts, in the order in which they are found.</summary>
    public static IReadOnlyList<Type> Parts { get; } = Found(Events);

    public static string Write()
    {
        var text = new StringBuilder("Every event of a session has these fields in its `data`:\n\n");
        Table(text, Shape.Fields(typeof(SessionEvent)));
        foreach (var e in EventExamples.All) Event(text, e);
        text.Append("\n### Parts of events\n");
        foreach (var part in Parts) Part(text, part);
        return text.ToString();
    }

    /// <summary>The fields of an event beside those of every event of a session.</summary>
    static IEnumerable<Field> FieldsOf(Type type) => Shape.Fields(type, under: typeof(SessionEvent)).Select(field =>
        LoggedEvent.HiddenOf(EventTypes.NameOf(type)) == field.Name
            ? field with { Words = field.Words + " Only the audit shows it." }
            : field);

    static void Event(StringBuilder text, ConversationEvent e)
    {
        text.Append($"\n### {EventTypes.NameOf(e.GetType())}\n\n{XmlWords.Of(e.GetType())}\n\n");
        if (FieldsOf(e.GetType()).ToList() is { Count: > 0 } fields)
        {
            Table(text, fields);
            text.Append('\n');
        }

        text.Append(ExampleText.Of(EventExamples.Read(e).GetProperty("data")));
    }

    static void Part(StringBuilder text, Type type)
    {
        text.Append($"\n#### {type.Name}\n\n{XmlWords.Of(type)}\n\n");
        if (!type.IsEnum)
        {
            Table(text, Shape.Fields(type));
            return;
        }

        text.Append("| value | means |\n| --- | --- |\n");
        foreach (var value in Enum.GetValuesAsUnderlyingType(type))
        {
            var named = Enum.ToObject(type, value);
            var written = JsonSerializer.Serialize(named, type, Shape.Json).Trim('"');
            text.Append($"| `{written}` | {XmlWords.Of(type.GetField(named.ToString()!)!)} |\n");
        }
    }

    static void Table(StringBuilder text, IEnumerable<Field> fields)
    {
        text.Append("| field | type | absent | is |\n| --- | --- | --- | --- |\n");
        foreach (var field in fields) text.Append($"| `{field.Name}` | {field.Kind} | {field.Absence} | {field.Words} |\n");
    }

    static List<Type> Found(IEnumerable<Type> types)
    {
        var found = new List<Type>();
        foreach (var type in types) Find(type);
        return found;

        void Find(Type type)
        {
            foreach (var part in Shape.Parts(type).Where(part => !found.Contains(part)).Distinct().ToList())
            {
                found.Add(part);
                Find(part);
            }
        }
    }
}
