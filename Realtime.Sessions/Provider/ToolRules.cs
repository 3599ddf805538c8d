using System.Text.Json;
using static Realtime.Sessions.Provider.Rules;

namespace Realtime.Sessions.Provider;

/// <summary>tools: functions of the client, and MCP servers that the provider calls.</summary>
static class ToolRules
{
    const int MostTools = 128, MostHeaders = 64, MostHeaderLength = 16 * 1024;
    static readonly string[] Addresses = ["server_url", "connector_id", "tunnel_id"];

    static readonly FieldTable Function = new("a function")
    {
        Needs = ["name"],
        Excludes = ["server_label", .. Addresses, "authorization", "headers", "require_approval", "allowed_tools"],
        ["type"] = Anything,
        ["name"] = Text(IsFunctionName, "1 to 64 characters of A-Z a-z 0-9 _ -"),
        ["description"] = LongText,
        ["parameters"] = AnyObject,
    };

    static readonly Rule Filter = new FieldTable("a filter of tools")
    {
        ["tool_names"] = List(Text(256), 0, MostTools), ["read_only"] = Flag,
    }.Rule;

    static readonly FieldTable Mcp = new("an MCP server")
    {
        Needs = ["server_label"],
        Excludes = ["name", "parameters"],
        ["type"] = Anything,
        ["server_label"] = Text(128),
        ["server_url"] = Text(IsAddress, "an http or https address without a user or password: use authorization."),
        ["connector_id"] = Text(256),
        ["tunnel_id"] = Text(256),
        ["allowed_tools"] = OrNull(Kinds("a list of names or an object", (JsonValueKind.Array, List(Text(256), 0, MostTools)),
            (JsonValueKind.Object, Filter))),
        ["allowed_callers"] = OrNull(List(OneOf("direct", "programmatic"), 0, 2)),
        ["authorization"] = OrNull(Text(16 * 1024)),
        ["headers"] = OrNull(Headers),
        ["require_approval"] = OrNull(Kinds("\"always\", \"never\" or an object", (JsonValueKind.String, OneOf("always", "never")),
            (JsonValueKind.Object, new FieldTable("require_approval") { ["always"] = OrNull(Filter), ["never"] = OrNull(Filter) }.Judge))),
        ["defer_loading"] = Flag,
        ["server_description"] = LongText,
        Together = HasOneAddress,
    };

    public static readonly Rule Rule = (value, path, found) =>
    {
        List(ByType(("function", Function.Judge), ("mcp", Mcp.Judge)), 0, MostTools)(value, path, found);
        if (value.ValueKind is JsonValueKind.Array) AreDistinct(value, path, found);
    };

    /// <summary>Whoever writes these headers would split a request that has a line break in one.</summary>
    static void Headers(JsonElement value, string path, Findings found)
    {
        Map(Text(IsFieldValue, "a text of visible characters, spaces and tabs"), MostHeaders)(value, path, found);
        foreach (var header in value.ValueKind is JsonValueKind.Object ? value.EnumerateObject() : default)
        {
            if (!IsToken(header.Name)) found.Refuse(path, "must have names of headers: letters, digits and !#$%&'*+-.^_`|~");
        }
    }

    static bool IsToken(string name) =>
        name.Length is > 0 and <= 256 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));

    static bool IsFieldValue(string text) => text.Length <= MostHeaderLength && !text.Any(c => c is not '\t' && char.IsControl(c));

    static void HasOneAddress(JsonElement tool, string path, Findings found)
    {
        var given = Addresses.Where(name => tool.TryGetProperty(name, out _)).ToArray();
        if (given.Length == 0) found.Refuse(path, $"must have one of {string.Join(", ", Addresses)}.");
        foreach (var name in given.Skip(1)) found.Refuse(JsonPaths.Of(path, name), $"contradicts {given[0]}: give one of them.");
    }

    /// <summary>A call names its function or its server.</summary>
    static void AreDistinct(JsonElement tools, string path, Findings found)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var at = -1;
        foreach (var tool in tools.EnumerateArray())
        {
            at++;
            foreach (var field in new[] { "name", "server_label" })
            {
                if (tool.TextOf(field) is { } name && !names.Add($"{field} {name}"))
                    found.Refuse(JsonPaths.Of(JsonPaths.Of(path, at), field), $"is {name} like that of another tool: give each its own.");
            }
        }
    }

    static bool IsFunctionName(string name) =>
        name.Length is >= 1 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    static bool IsAddress(string text) => text.Length <= 2_048 && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;
}
