using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Realtime.EventLog;
using Realtime.Sessions.Provider;

namespace Realtime.Contract.Tests.Reference;

/// <summary>A member of a stored JSON object.</summary>
/// <param name="Kind">Its type and unit, in Markdown.</param>
/// <param name="Absence">What it is without a value: null, or left out; empty if it always has one.</param>
/// <param name="IsCount">Whether it is a number whose name has no unit: its words must say what it counts.</param>
sealed record Field(string Name, string Kind, string Absence, string? Words, bool IsCount);

/// <summary>What the log's serializer writes of a type.</summary>
static class Shape
{
    /// <summary>As the log writes JSON, but for people: without escapes where JSON needs none.</summary>
    public static readonly JsonSerializerOptions Json = new(EventTypes.Json)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(), Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    static readonly (string Ending, string Unit)[] Units = [("Milliseconds", "ms"), ("Seconds", "s"), ("Bytes", "bytes")];

    /// <summary>The members that the type itself declares, then those of its bases below <paramref name="under"/>.</summary>
    public static IEnumerable<Field> Fields(Type type, Type? under = null) => Properties(type)
        .Where(property => under is null || !property.Of.DeclaringType!.IsAssignableFrom(under))
        .Select(property => Of(property.Json, property.Of));

    /// <summary>The named types of the members: records and enums that have a description of their own.</summary>
    public static IEnumerable<Type> Parts(Type type) => type.IsEnum ? [] : Properties(type)
        .Select(property => Element(property.Of.PropertyType) is var of && Nullable.GetUnderlyingType(of) is { } value ? value : of)
        .Where(IsNamed);

    static IEnumerable<(JsonPropertyInfo Json, PropertyInfo Of)> Properties(Type type) => Json.GetTypeInfo(type).Properties
        .Where(property => property is { Get: not null, AttributeProvider: PropertyInfo })
        .Where(property => Ignored(property) is not JsonIgnoreCondition.Always)
        .Select(property => (property, (PropertyInfo)property.AttributeProvider!));

    static Field Of(JsonPropertyInfo json, PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var unit = Units.FirstOrDefault(unit => property.Name.EndsWith(unit.Ending, StringComparison.Ordinal)).Unit;
        var kind = property.GetCustomAttribute<JsonNumberHandlingAttribute>() is null ? Kind(type) : "string, a decimal";
        return new Field(json.Name, unit is null ? kind : $"{kind}, {unit}", Absence(json, type), XmlWords.Of(property),
            unit is null && (type.IsPrimitive || type == typeof(decimal)) && type != typeof(bool));
    }

    static string Kind(Type type) => type switch
    {
        _ when type == typeof(string) => "string",
        _ when type == typeof(Guid) => "string, a UUID",
        _ when type == typeof(DateTimeOffset) => "string, a time",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) || type == typeof(long) => "integer",
        _ when type == typeof(double) || type == typeof(decimal) => "number",
        _ when type == typeof(JsonElement) || type == typeof(SessionObject) => "object",
        _ when Element(type) != type => $"array of {Kind(Element(type))}",
        _ when IsNamed(type) => MarkdownNames.Link(type.Name),
        _ => throw new NotSupportedException($"{type} has no words: give it some here."),
    };

    static string Absence(JsonPropertyInfo json, Type type) => Ignored(json) switch
    {
        JsonIgnoreCondition.WhenWritingNull => "left out",
        JsonIgnoreCondition.WhenWritingDefault when type == typeof(bool) => "left out if false",
        JsonIgnoreCondition.WhenWritingDefault when type.IsEnum =>
            $"left out if {JsonSerializer.Serialize(Activator.CreateInstance(type), Json).Trim('"')}",
        JsonIgnoreCondition.WhenWritingDefault => "left out if 0",
        _ when json.IsGetNullable => "null",
        _ => "",
    };

    static JsonIgnoreCondition? Ignored(JsonPropertyInfo property) =>
        ((PropertyInfo)property.AttributeProvider!).GetCustomAttribute<JsonIgnoreAttribute>()?.Condition;

    static Type Element(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type;

    static bool IsNamed(Type type) => type.Namespace!.StartsWith("Realtime.", StringComparison.Ordinal) && type != typeof(SessionObject);
}
