using System.Globalization;
using Realtime.Api.Access;
using Realtime.Api.Live.Secrets;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Live;

/// <summary>
/// The path that every OpenAI Realtime client already uses: only its base URL changes. Connecting starts a session. The query
/// (conversation, session) or headers (x-realtime-conversation, x-realtime-session) may name it; the handshake's headers return the names.
/// </summary>
static class OpenAIRealtime
{
    public const string ConversationHeader = "x-realtime-conversation";
    public const string SessionHeader = "x-realtime-session";
    public const string WarningHeader = "x-realtime-warning";

    /// <summary>The parameters of the address; all are optional.</summary>
    public static readonly string[] Query =
    [
        "model", "voice", "conversation", "session", "ifActive", "onWorkerLost", "atCap", "maxSeconds", "idleSeconds", "marks", View, "endUser",
        Intent, Deployment, ApiVersion,
    ];

    /// <summary>Azure's clients send it; there is one version.</summary>
    public const string ApiVersion = "api-version";

    /// <summary>The name of the model in the addresses of Azure's clients.</summary>
    const string Deployment = "deployment";

    /// <summary>Joins a call at the provider. It is refused in words, and not named among the parameters.</summary>
    public const string CallId = "call_id";
    const string View = "view";
    const string Intent = "intent";

    /// <summary>Parameters that a client secret has, so that its holder has not.</summary>
    static readonly string[] OfSecret = ["ifActive", "onWorkerLost", "atCap", "maxSeconds", "idleSeconds", "endUser"];

    public static async Task Handle(
        HttpContext context, Preflight preflight, SessionRequests requests, Conversations conversations, ClientSecrets secrets,
        LiveSockets sockets, CancellationToken ct)
    {
        if (context.Request.Query.ContainsKey(CallId))
            throw new InvalidOptionsException(CallId,
                "call_id joins a WebRTC or SIP call, and there are none here: connect with model to start a session, or attach to a running "
                + "one at /conversations/{conversation}/sessions/{session}/live.");
        var marks = Truth(context.Request.Query, "marks");
        var asOpenAI = MissedEvents.AsksForOpenAI(Text(context.Request.Query[View]));
        var holder = Holder.Of(context);
        var (named, session) = (Told(context.Request, "conversation", ConversationHeader), SessionId(context.Request));
        holder.MustBeAbleToStart(named, session);
        var conversation = named ?? holder.Conversation ?? NewNames.Make();
        ValidConversation.Check(conversation);
        var key = context.User.Conversation(conversation);

        var told = Told(context.Request, session, holder.Secret);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            // A browser does not see why its handshake was refused, so it asks here.
            var judged = await preflight.Check(key, told, IdempotencyKey.Of(context), ct);
            await requests.Judge(key, judged.Start, ct);
            throw LiveEndpoints.NoWebSocket;
        }

        await secrets.Use(holder.Secret, ct);
        try
        {
            var start = (await preflight.Check(key, told, IdempotencyKey.Of(context), ct)).Start;
            start = start with { Options = start.Options with { Driver = SessionDriver.Live } };
            var accepted = await requests.Start(key, start, ct);
            if (!accepted.IsNew && !await IsStarter(holder, key, start.SessionId, conversations, ct))
                throw new IdempotencyConflictException($"session {start.SessionId}");

            context.Response.Headers[ConversationHeader] = conversation;
            context.Response.Headers[SessionHeader] = start.SessionId.ToString();
            foreach (var warning in start.Warnings ?? []) context.Response.Headers.Append(WarningHeader, warning);
            var request = new LiveRequest(key, start.SessionId, accepted.Version, Drive: true, After: null)
            {
                StartedIt = true, IsStarter = true, Pins = holder.PinsOf(start.Options), Marks = marks, AsOpenAI = asOpenAI,
            };
            await sockets.Accept(context, request, ct);
        }
        catch (SessionRefusedException)
        {
            await secrets.Unuse(holder.Secret);
            throw;
        }
    }

    static async Task<bool> IsStarter(Holder holder, ConversationKey key, Guid session, Conversations conversations, CancellationToken ct) =>
        await conversations.FindRequest(key.Tenant, session, ct) is { } requested && holder.Started(requested);

    static StartRequest Told(HttpRequest request, Guid? session, ClientSecret? secret)
    {
        var query = request.Query;
        var type = TypeOf(query, secret);
        var (model, voice) = (Text(query["model"]) ?? Text(query[Deployment]), Text(query["voice"]));
        if (secret is null)
            return new StartRequest(session, model, voice, Instructions: null, Modality: null,
                Text(query["ifActive"]), Text(query["onWorkerLost"]), Text(query["atCap"]), Seconds(query, "maxSeconds"),
                Seconds(query, "idleSeconds"), EndUser: Told(request, "endUser", EndUser.Header)) { Type = type };
        if (OfSecret.FirstOrDefault(query.ContainsKey) is { } field)
            throw new InvalidOptionsException(field, $"{field} must be left out: the maker of the client secret decides on it.");
        return secret.Terms.ToStart(session, model, voice) with { Type = type };
    }

    static SessionType TypeOf(IQueryCollection query, ClientSecret? secret)
    {
        if (Text(query[Intent]) is not { } intent) return SessionType.Realtime;
        if (intent is not "transcription") throw new InvalidOptionsException(Intent, "intent must be transcription, or left out.");
        // What the maker of a secret put in decides on the type.
        if (secret?.Terms.Session is { } made)
            return new SessionObject(made).IsTranscription ? SessionType.Transcription
                : throw new InvalidOptionsException(Intent, "intent must be left out: the client secret starts sessions of type realtime.");
        if (Text(query["model"]) is not null || Text(query[Deployment]) is not null)
            throw new InvalidOptionsException("model", "intent=transcription takes no model: name it in session.update.");
        return SessionType.Transcription;
    }

    static Guid? SessionId(HttpRequest request)
    {
        if (Told(request, "session", SessionHeader) is not { } text) return null;
        return Guid.TryParse(text, out var id) ? id : throw new InvalidOptionsException("session", "session must be a UUID.");
    }

    static bool Truth(IQueryCollection query, string name) => Text(query[name]) is { } text
        && (bool.TryParse(text, out var truth) ? truth : throw new InvalidOptionsException(name, $"{name} must be true or false."));

    static int? Seconds(IQueryCollection query, string name) => Text(query[name]) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw new InvalidOptionsException(name, $"{name} must be a whole number of seconds.");

    static string? Told(HttpRequest request, string query, string header) => Text(request.Query[query]) ?? Text(request.Headers[header]);

    static string? Text(Microsoft.Extensions.Primitives.StringValues values) => values.Count == 0 ? null : values.ToString();
}
