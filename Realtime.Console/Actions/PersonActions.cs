using System.Text.Json.Nodes;
using Realtime.Console.Api;
using Realtime.Console.Sessions;

namespace Realtime.Console.Actions;

static class PersonActions
{
    static readonly PersonAction EndSession = new("end", "End the session", "sessions:end",
        "The session ends with the reason “requested”. What has already arrived is recorded, and its clients are disconnected. "
        + "The conversation stays, and can have another session.",
        "The session was asked to end.", "conversation", "session")
    {
        Look = async (of, api, ct) => $"The session is {Phase(await api.Get<JsonObject>(SessionOf(of), ct))}.",
        Do = (of, api, ct) => api.Post<JsonObject>(SessionOf(of) + "/end", null, ct),
        After = of => Guid.TryParse(of["session"], out var session) ? SessionAddress.Of(of["conversation"], session) : "/",
    };

    static readonly PersonAction DrainWorker = new("drain", "Drain", "operate",
        "The worker takes no more sessions. Those that it has go on until they end by themselves. It cannot be told to take sessions "
        + "again: restart it for that.",
        "The worker was asked to drain.", "worker")
    {
        OfOperator = true,
        CannotBeUndone = true,
        Look = async (of, api, ct) =>
            (await api.Get<WorkerList>("workers", ct)).Workers.FirstOrDefault(w => w.Id == of["worker"]) is { } worker
            ? $"It has {worker.Load} of {worker.Capacity} sessions{(worker.Draining ? ", and drains already" : "")}."
            : throw Unknown("worker", of["worker"]),
        Do = (of, api, ct) => api.Post<JsonObject>(ApiPath.Of("workers", of["worker"], "drain"), null, ct),
        After = _ => "/workers",
    };

    static readonly PersonAction EraseContent = new("erase", "Erase the content", "audit:erase",
        "What was said is removed: texts, transcripts, items, instructions, tool calls and their answers. The events stay, with [masked] "
        + "in place of the content, and their seals stay valid. The erasure is itself an event of the conversation. Backups, and clients that "
        + "have read the content, keep it.",
        "The content was erased.", "conversation")
    {
        CannotBeUndone = true,
        Look = async (of, api, ct) => State(await Conversation(of, api, ct)),
        Do = (of, api, ct) => api.Delete<JsonObject>(ApiPath.Of("conversations", of["conversation"], "content"), ct),
        After = AuditOf,
    };

    static readonly PersonAction Archive = new("archive", "Archive the conversation", "audit:erase",
        "The conversation takes no more events: starts and texts in it are refused. Its history stays readable and proven.",
        "The conversation is archived.", "conversation")
    {
        CannotBeUndone = true,
        Look = async (of, api, ct) => State(await Conversation(of, api, ct)),
        Do = (of, api, ct) => api.Post<JsonObject>(ApiPath.Of("conversations", of["conversation"], "archive"), null, ct),
        After = AuditOf,
    };

    static readonly PersonAction RevokeKey = new("revoke", "Revoke", "operate",
        "Every API refuses the key at once, and closes the live sockets and event streams that it opened. The sessions that "
        + "it started go on.",
        "The key was revoked.", "key")
    {
        CannotBeUndone = true,
        Look = async (of, api, ct) => (await api.Get<KeyList>("keys", ct)).Keys.FirstOrDefault(key => key.Id == of["key"]) is { } key
            ? $"“{Components.VisibleText.Of(key.Name)}” of {key.Tenant}, "
                + $"which {(key.RevokedAt is null ? "is valid" : "was revoked already")}."
            : throw Unknown("key", of["key"]),
        Do = (of, api, ct) => api.Delete<JsonObject>(ApiPath.Of("keys", of["key"]), ct),
        After = _ => "/keys",
    };

    public static readonly IReadOnlyList<PersonAction> All = [EndSession, DrainWorker, EraseContent, Archive, RevokeKey];

    public static PersonAction? Find(string? name) => All.FirstOrDefault(each => each.Name == name);

    static string SessionOf(ActionTarget of) => ApiPath.Of("conversations", of["conversation"], "sessions", of["session"]);

    static Task<JsonObject> Conversation(ActionTarget of, ApiCalls api, CancellationToken ct) =>
        api.Get<JsonObject>(ApiPath.Of("conversations", of["conversation"]), ct);

    static string State(JsonObject conversation) =>
        $"It has {conversation["version"]} events, and "
        + $"{(conversation["live"] is null ? "no live session" : "a live session, which must end first")}.";

    static string Phase(JsonObject session) => session["ended"] is { } ended ? $"over since {ended["at"]}" : $"{session["phase"]}";

    static string AuditOf(ActionTarget of) => "/" + "trust".With(("conversation", of["conversation"]));

    static ApiProblemException Unknown(string what, string id) => new(new ApiProblem(StatusCodes.Status404NotFound,
        $"urn:realtime:problem:unknown-{what}", $"Unknown {what}", $"There is no {what} {id}."));
}
