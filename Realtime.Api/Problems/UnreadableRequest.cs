using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Realtime.Api.Events;

namespace Realtime.Api.Problems;

/// <summary>Explains a body or a parameter that cannot be read: which field, and what it should be, in the API's words.</summary>
static partial class UnreadableRequest
{
    const string Description = "/openapi/v1.json describes every field.";

    public static InvalidOptionsException Of(BadHttpRequestException bad) =>
        bad.InnerException is JsonException json ? OfBody(json) : OfParameter(bad.Message);

    static InvalidOptionsException OfBody(JsonException json)
    {
        // For a body that is not JSON, the inner exception says where the text breaks.
        if (json.InnerException is JsonException syntax) return new("body", $"The body is not JSON{Place(syntax)}.");
        var field = json.Path is { Length: > 2 } path ? path[2..] : "body";
        var error = Says(json, "could not be mapped") ? $"{field} is not a field of this request: leave it out, or correct its name."
            : Says(json, "Duplicate") ? $"{field} is in the body twice: leave one out."
            : json.InnerException?.Message.Contains("UTF", StringComparison.Ordinal) is true
                ? $"{field} is not well-formed Unicode, or has half a surrogate pair."
            : field == "body" ? "The body must be a JSON object."
            : $"{field} must be {Wanted(json)}.";
        return new(field, $"{error} {Description}");
    }

    static bool Says(JsonException json, string words) => json.Message.Contains(words, StringComparison.Ordinal);

    /// <summary>Where the text breaks; the reader's own words name its settings.</summary>
    static string Place(JsonException syntax) => syntax is { LineNumber: { } line, BytePositionInLine: { } at }
        ? string.Create(CultureInfo.InvariantCulture, $": it breaks at line {line + 1}, byte {at + 1}")
        : "";

    /// <summary>What a value that cannot be read should be. The reader's inner exception says what it tried to read.</summary>
    static string Wanted(JsonException json) => json.InnerException?.Message is not { } tried
        ? json.Message.Contains("List`", StringComparison.Ordinal) ? "a list" : "an object"
        : Tried().Match(tried) is { Success: true } kind ? Kind(kind.Groups["type"].Value) : "of another kind";

    static InvalidOptionsException OfParameter(string message)
    {
        if (Unbound().Match(message) is { Success: true } unbound)
        {
            // A record of parameters has them as properties, with a capital.
            var name = JsonNamingPolicy.CamelCase.ConvertName(unbound.Groups["name"].Value);
            return new(name, $"{name} must be {Kind(unbound.Groups["type"].Value)}.");
        }


        return Missing().Match(message) is { Success: true } missing
            ? new(missing.Groups["name"].Value, $"{missing.Groups["name"].Value} is missing. {Description}")
            : message.StartsWith("Implicit body", StringComparison.Ordinal)
                ? new("body", $"The body must be a JSON object. {Description}")
            : new("request", message);
    }

    /// <summary>For a type as C# writes it, or as the reader of JSON calls it.</summary>
    static string Kind(string type) => type.Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>', '?') switch
    {
        "int" or "long" or "Int32" or "Int64" or "number" => "a whole number",
        "bool" or "boolean" => "true or false",
        "string" => "a text in quotes",
        nameof(After) => After.Rule,
        "Guid" => "a UUID",
        "DateTimeOffset" => "a time such as 2026-01-31T09:00:00Z",
        _ => "of another kind: " + Description,
    };

    [GeneratedRegex(@"as a (?<type>number|string|boolean)\.|for an (?<type>Int\d+)\.|in a supported (?<type>\w+) format\.")]
    private static partial Regex Tried();

    [GeneratedRegex("^Failed to bind parameter \"(?<type>\\S+) (?<name>\\w+)\" from ")]
    private static partial Regex Unbound();

    [GeneratedRegex("^Required parameter \"\\S+ (?<name>\\w+)\" was not provided")]
    private static partial Regex Missing();
}
