using System.Globalization;
using System.Text.Json;

namespace Realtime.Sessions.Provider;

/// <summary>Judges one value of a session object.</summary>
/// <param name="path">The value's JSON path, for refusals.</param>
delegate void Rule(JsonElement value, string path, Findings found);

/// <summary>The rules of which the tables of fields are made.</summary>
static class Rules
{
    public static readonly Rule Flag = Kinds("true or false", (JsonValueKind.True, Anything), (JsonValueKind.False, Anything));

    /// <summary>Any object, whose fields are not ours to judge.</summary>
    public static readonly Rule AnyObject = Kinds("an object", (JsonValueKind.Object, Anything));

    /// <summary>A text up to the deployment's bound, which may be empty.</summary>
    public static readonly Rule LongText = Kinds("a text", (JsonValueKind.String, Anything));

    /// <summary>A text that is not empty.</summary>
    public static Rule Text(int most) => Kinds("a text", (JsonValueKind.String, (value, path, found) =>
    {
        if (value.GetString()!.Length is 0 || value.GetString()!.Length > most) found.Refuse(path, $"must have 1 to {most} characters.");
    }));

    /// <param name="rule">What the text must be: the rest of a sentence.</param>
    public static Rule Text(Func<string, bool> isGood, string rule) => Kinds("a text", (JsonValueKind.String, (value, path, found) =>
    {
        if (!isGood(value.GetString()!)) found.Refuse(path, $"must be {rule}");
    }));

    public static Rule OneOf(params string[] names) => (value, path, found) =>
    {
        if (value.ValueKind is not JsonValueKind.String || !names.Contains(value.GetString()!))
            found.Refuse(path, $"must be {string.Join(" or ", names.Select(name => $"\"{name}\""))}.");
    };

    public static Rule Number(double least, double most) => (value, path, found) =>
    {
        if (value.ValueKind is not JsonValueKind.Number || value.GetDouble() < least || value.GetDouble() > most)
            found.Refuse(path, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}."));
    };

    public static Rule Whole(int least, int most) => (value, path, found) =>
    {
        if (value.ValueKind is not JsonValueKind.Number || value.GetDouble() % 1 != 0 || value.GetDouble() < least
            || value.GetDouble() > most)
            found.Refuse(path, $"must be a whole number from {least} to {most}.");
    };

    public static Rule OrNull(Rule rule) => (value, path, found) =>
    {
        if (value.ValueKind is not JsonValueKind.Null) rule(value, path, found);
    };

    public static Rule List(Rule of, int least, int most) => Kinds("a list", (JsonValueKind.Array, (value, path, found) =>
    {
        if (value.GetArrayLength() < least || value.GetArrayLength() > most)
            found.Refuse(path, least == most ? $"must have {most} part." : $"must have {least} to {most} parts.");
        var at = 0;
        foreach (var item in value.EnumerateArray().Take(most)) of(item, JsonPaths.Of(path, at++), found);
    }));

    /// <summary>An object with names of the client's choice.</summary>
    public static Rule Map(Rule of, int most) => Kinds("an object", (JsonValueKind.Object, (value, path, found) =>
    {
        if (value.GetPropertyCount() > most) found.Refuse(path, $"may have at most {most} fields.");
        foreach (var field in value.EnumerateObject().Take(most)) of(field.Value, JsonPaths.Of(path, field.Name), found);
    }));

    /// <summary>Objects that a field "type" tells apart.</summary>
    public static Rule ByType(params (string Type, Rule Rule)[] kinds) => Kinds("an object", (JsonValueKind.Object, (value, path, found) =>
    {
        var type = value.TryGetProperty("type", out var named) ? named : default;
        var known = OneOf([.. kinds.Select(kind => kind.Type)]);
        if (type.ValueKind is JsonValueKind.Undefined) found.Refuse(JsonPaths.Of(path, "type"), "is missing.");
        else known(type, JsonPaths.Of(path, "type"), found);
        if (type.ValueKind is JsonValueKind.String && kinds.FirstOrDefault(kind => kind.Type == type.GetString()) is (not null, var rule))
            rule(value, path, found);
    }));

    /// <summary>A value of one of several kinds, each with a rule of its own.</summary>
    /// <param name="what">The kinds, as the end of a sentence.</param>
    public static Rule Kinds(string what, params (JsonValueKind Kind, Rule Rule)[] kinds) => (value, path, found) =>
    {
        if (kinds.FirstOrDefault(kind => kind.Kind == value.ValueKind).Rule is { } rule) rule(value, path, found);
        else found.Refuse(path, $"must be {what}.");
    };

    public static void Anything(JsonElement value, string path, Findings found)
    {
    }
}
