using System.Runtime.CompilerServices;
using Realtime.Client.Following;
using Realtime.Client.Http;

namespace Realtime.Client;

/// <summary>
/// A client of the service, for any number of threads. A request is tried again for a while if the service cannot be reached or asks for
/// it; the ids that the client chooses make sure that it is done once. Refusals are <see cref="ProblemException"/>s.
/// </summary>
public sealed class RealtimeClient : IDisposable
{
    readonly HttpClient? own;

    /// <param name="address">The address of the service, for example http://localhost:5080.</param>
    /// <param name="key">An API key or a token; null on a development machine that needs none.</param>
    /// <param name="options">Times and attempts; null for the defaults.</param>
    public RealtimeClient(Uri address, string? key = null, RealtimeClientOptions? options = null)
        : this(New(address, key), options) => own = Calls.Http;

    /// <param name="http">
    /// Its base address is that of the service, and it adds the credential. Its Timeout should be longer than
    /// <see cref="RealtimeClientOptions.AttemptTimeout"/>. The client does not dispose it.
    /// </param>
    /// <param name="options">Times and attempts; null for the defaults.</param>
    public RealtimeClient(HttpClient http, RealtimeClientOptions? options = null) => Calls = new(http, options ?? new());

    internal Calls Calls { get; }

    /// <summary>Starts a session in a conversation, which begins with its first session.</summary>
    /// <param name="conversation">1 to 128 characters of <c>A-Z a-z 0-9 . _ : -</c>.</param>
    /// <param name="request">Its options. Without a session id the client chooses one.</param>
    /// <param name="ct">Cancels the call; the service may have accepted it.</param>
    /// <exception cref="ProblemException">For example <see cref="ProblemName.ConversationBusy"/>.</exception>
    public async Task<RealtimeSession> StartAsync(string conversation, StartRequest? request = null, CancellationToken ct = default)
    {
        var start = (request ?? new()) with { SessionId = request?.SessionId ?? Guid.CreateVersion7() };
        var accepted = await Calls.Post($"{Paths.Conversation(conversation)}/sessions", start, ContractJson.Default.StartRequest,
            ContractJson.Default.SessionAccepted, ct);
        return new RealtimeSession(this, conversation, accepted.SessionId) { Accepted = accepted };
    }

    /// <summary>A session that was started elsewhere or earlier. This asks the service nothing.</summary>
    public RealtimeSession Session(string conversation, Guid session) => new(this, conversation, session);

    /// <summary>
    /// Reads a conversation's events in order, first those after a version, then each new one as it is recorded: none is missing and none
    /// comes twice, also when connections and nodes of the service are lost. It ends when it is cancelled.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="after">The version of the last event that the reader has; 0 for all, null for those from now on.</param>
    /// <param name="wait">Waits for a conversation that has not begun, instead of refusing it.</param>
    /// <param name="ct">Ends the stream.</param>
    /// <exception cref="ProblemException">
    /// What no repeat mends: <see cref="ProblemName.UnknownConversation"/>, <see cref="ProblemName.BeyondEnd"/> (the service was restored
    /// to an earlier state: read again from 0), <see cref="ProblemName.AccessRevoked"/>, <see cref="ProblemName.ConversationDamaged"/>.
    /// </exception>
    public IAsyncEnumerable<RealtimeEvent> FollowAsync(string conversation, long? after = 0, bool wait = false,
        CancellationToken ct = default) =>
        new Follower(Calls, conversation, wait).From(after, ct);

    /// <summary>Reads the events of a conversation that are on the record now, page by page.</summary>
    public async IAsyncEnumerable<RealtimeEvent> ReadEventsAsync(string conversation, long after = 0,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var more = true; more;)
        {
            var page = await EventPage.Read(Calls, conversation, after, ct);
            foreach (var e in page.Events) yield return e;
            (after, more) = (page.Next, page.More);
        }
    }

    /// <summary>The state of a conversation now: its last version, its live session, its last end.</summary>
    public Task<ConversationView> GetConversationAsync(string conversation, CancellationToken ct = default) =>
        Calls.Get(Paths.Conversation(conversation), ContractJson.Default.ConversationView, ct);

    /// <summary>The sessions of your tenant, the newest first, page by page as they are read.</summary>
    public async IAsyncEnumerable<SummaryView> ListSessionsAsync(SessionFilter? filter = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (long? before = null; ;)
        {
            var page = await Calls.Get((filter ?? new()).Path(before), ContractJson.Default.SessionList, ct);
            foreach (var session in page.Sessions) yield return session;
            if (page.Next is null) yield break;
            before = page.Next;
        }
    }

    /// <summary>The models that may be started.</summary>
    public async Task<IReadOnlyList<ModelObject>> ListModelsAsync(CancellationToken ct = default) =>
        (await Calls.Get("v1/models", ContractJson.Default.ModelList, ct)).Data;

    /// <summary>
    /// Makes a token for a client that must not have a key, such as a browser. It is not repeated once the service may have made one.
    /// </summary>
    public Task<ClientSecretMade> CreateClientSecretAsync(ClientSecretRequest request, CancellationToken ct = default) =>
        Calls.Send(HttpMethod.Post, "v1/realtime/client_secrets", () => Calls.Content(request, ContractJson.Default.ClientSecretRequest),
            ContractJson.Default.ClientSecretMade, isRepeatable: false, ct);

    /// <summary>Disposes the HttpClient that it made.</summary>
    public void Dispose() => own?.Dispose();

    static HttpClient New(Uri address, string? key) => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan, // each attempt has its own
        DefaultRequestHeaders = { Authorization = key is null ? null : new("Bearer", key) },
    };
}
