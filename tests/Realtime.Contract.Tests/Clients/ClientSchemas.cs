using System.Text.Json;
using System.Text.Json.Nodes;

namespace Realtime.Contract.Tests.Clients;

/// <summary>The schemas of both documents for which the .NET client has a type.</summary>
sealed class ClientSchemas
{
    /// <summary>Written by hand in the client, or raw JSON there.</summary>
    static readonly string[] ByHand = ["AudioRequest", "EventEnvelope", "EventsPage", "JsonElement", "SessionObject"];

    /// <summary>The client's calls are for applications: operators have the console, and auditors the tools of docs/audit.md.</summary>
    static readonly string[] Calls =
        ["/conversations/{conversation}", "/conversations/{conversation}/sessions", "/sessions", "/v1/models",
            "/v1/realtime/client_secrets"];

    const string OfSession = "/conversations/{conversation}/sessions/{session}", ForOperators = OfSession + "/summary";

    readonly JsonObject schemas;

    public ClientSchemas(JsonElement openApi, JsonElement asyncApi)
    {
        schemas = JsonNode.Parse(openApi.GetProperty("components").GetProperty("schemas").GetRawText())!.AsObject();
        var messages = asyncApi.GetProperty("components").GetProperty("messages");
        Events = OfChannel("eventStream", isEvent: true);
        Notices = OfChannel("liveSession", isEvent: false);
        var paths = JsonNode.Parse(openApi.GetProperty("paths").GetRawText())!.AsObject();
        var roots = Events.Values.Concat(Notices.Values).Concat(paths.Where(path => IsCalled(path.Key)).SelectMany(path =>
            References(path.Value)));
        All = Reachable(roots.Where(name => name is not "Problem"));

        SortedDictionary<string, string> OfChannel(string channel, bool isEvent) => new(asyncApi.GetProperty("channels")
            .GetProperty(channel).GetProperty("messages").EnumerateObject().Select(message => message.Name)
            .Select(name => (Name: name, Schema: Reference(messages.GetProperty(name).GetProperty("payload"))))
            .Where(message => (DataOf(message.Schema) is not null) == isEvent && HasType(message.Schema, message.Name))
            .ToDictionary(message => message.Name, message => DataOf(message.Schema) ?? message.Schema), StringComparer.Ordinal);
    }

    /// <summary>The type of an event's data, by the event's name.</summary>
    public SortedDictionary<string, string> Events { get; }

    /// <summary>The type of a live socket's own message, by its name.</summary>
    public SortedDictionary<string, string> Notices { get; }

    /// <summary>All of them and their parts, by name.</summary>
    public SortedDictionary<string, JsonObject> All { get; }

    static bool IsCalled(string path) =>
        Calls.Contains(path) || path.StartsWith(OfSession, StringComparison.Ordinal) && path != ForOperators;

    /// <summary>Whether the schema says that its messages have this type: the model's own messages and problems have any.</summary>
    bool HasType(string schema, string name) => schemas[schema]!["properties"]?["type"]?["const"]?.GetValue<string>() == name;

    string? DataOf(string schema) =>
        schemas[schema]?["properties"]?["data"] is { } data ? Reference(data["$ref"]!.GetValue<string>()) : null;

    static string Reference(JsonElement payload) => Reference(payload.GetProperty("$ref").GetString()!);

    public static string Reference(string reference) => reference.Split('/')[^1];

    SortedDictionary<string, JsonObject> Reachable(IEnumerable<string> roots)
    {
        var found = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var open = new Queue<string>(roots);
        while (open.TryDequeue(out var name))
        {
            if (ByHand.Contains(name) || !found.TryAdd(name, schemas[name]!.AsObject())) continue;
            foreach (var part in References(schemas[name])) open.Enqueue(part);
        }

        return found;
    }

    static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject of => of.SelectMany(member =>
            member.Key == "$ref" ? [Reference(member.Value!.GetValue<string>())] : References(member.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
