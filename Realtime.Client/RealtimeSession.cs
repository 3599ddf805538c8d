using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Realtime.Client.Http;

namespace Realtime.Client;

/// <summary>One session of a conversation. What it sends is done once, also if a lost answer makes the client send it again.</summary>
public sealed class RealtimeSession
{
    readonly RealtimeClient client;

    internal RealtimeSession(RealtimeClient client, string conversation, Guid id) =>
        (this.client, Conversation, Id) = (client, conversation, id);

    /// <summary>The name of its conversation.</summary>
    public string Conversation { get; }

    /// <summary>Its id.</summary>
    public Guid Id { get; }

    /// <summary>The answer to its start, with its warnings; null if it was not started here.</summary>
    public SessionAccepted? Accepted { get; init; }

    Calls Calls => client.Calls;
    string Path => Paths.Session(Conversation, Id);

    /// <summary>Sends a text to the model and asks for an answer; while a live socket drives the session, the driver asks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="role">user (default) or system.</param>
    /// <param name="inputId">The id by which it counts once; the client chooses one without it.</param>
    /// <param name="ct">Cancels the call; the service may have accepted it.</param>
    public Task<TextAccepted> SendTextAsync(string text, string? role = null, string? inputId = null, CancellationToken ct = default) =>
        Calls.Post($"{Path}/text", new TextRequest { Text = text, Role = role, InputId = inputId ?? NewId() },
            ContractJson.Default.TextRequest, ContractJson.Default.TextAccepted, ct);

    /// <summary>
    /// Sends audio: PCM16 little-endian, mono, 24 kHz, raw or as a WAV file. Audio has no id: it is not sent again once the service may
    /// have taken it, so a failure can mean that it was heard.
    /// </summary>
    /// <exception cref="ProblemException"><see cref="ProblemName.SessionNotStarted"/> before session_started.</exception>
    public async Task SendAudioAsync(ReadOnlyMemory<byte> audio, CancellationToken ct = default)
    {
        using var taken = await Calls.Send(HttpMethod.Post, $"{Path}/audio", () => new ReadOnlyMemoryContent(audio)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
        }, isRepeatable: false, ct);
    }

    /// <summary>Makes an item of the input audio that is not yet one.</summary>
    public Task<CommandAccepted> CommitAudioAsync(string? inputId = null, CancellationToken ct = default) =>
        Input("audio/commit", inputId, ct);

    /// <summary>Forgets the input audio that is not yet an item.</summary>
    public Task<CommandAccepted> ClearAudioAsync(string? inputId = null, CancellationToken ct = default) =>
        Input("audio/clear", inputId, ct);

    /// <summary>Answers a tool call: the <see cref="HandoffRequested.CallId"/> of its handoff_requested.</summary>
    public Task<HandoffAccepted> AnswerToolAsync(string callId, string output, CancellationToken ct = default) =>
        Calls.Post($"{Path}/handoffs/{Uri.EscapeDataString(callId)}", new HandoffRequest { Output = output },
            ContractJson.Default.HandoffRequest, ContractJson.Default.HandoffAccepted, ct);

    /// <summary>Allows or refuses a call of an MCP server's tool: the id of the item of the type mcp_approval_request.</summary>
    public Task<CommandAccepted> AnswerApprovalAsync(string request, bool approve, string? reason = null, CancellationToken ct = default) =>
        Calls.Post($"{Path}/approvals/{Uri.EscapeDataString(request)}", new ApprovalRequest { Approve = approve, Reason = reason },
            ContractJson.Default.ApprovalRequest, ContractJson.Default.CommandAccepted, ct);

    /// <summary>Adds a message, with images, to the model's conversation. The client chooses the input id if there is none.</summary>
    public Task<ItemAccepted> AddItemAsync(ItemRequest request, CancellationToken ct = default) =>
        Calls.Post($"{Path}/items", request with { InputId = request.InputId ?? NewId() }, ContractJson.Default.ItemRequest,
            ContractJson.Default.ItemAccepted, ct);

    /// <summary>Deletes an item from the model's conversation.</summary>
    public Task<CommandAccepted> DeleteItemAsync(string item, string? inputId = null, CancellationToken ct = default) =>
        Calls.Send(HttpMethod.Delete, $"{Path}/items/{Uri.EscapeDataString(item)}?inputId={Uri.EscapeDataString(inputId ?? NewId())}", null,
            ContractJson.Default.CommandAccepted, isRepeatable: true, ct);

    /// <summary>Asks the model for an item; item_retrieved answers it.</summary>
    public Task<CommandAccepted> RetrieveItemAsync(string item, string? inputId = null, CancellationToken ct = default) =>
        Input($"items/{Uri.EscapeDataString(item)}/retrieve", inputId, ct);

    /// <summary>Asks for a response now. The options are those of the provider's response.create.</summary>
    public Task<CommandAccepted> RespondAsync(JsonElement? options = null, string? inputId = null, CancellationToken ct = default) =>
        Calls.Post($"{Path}/responses", new ResponseRequest { Response = options, InputId = inputId ?? NewId() },
            ContractJson.Default.ResponseRequest, ContractJson.Default.CommandAccepted, ct);

    /// <summary>Stops a response; without an id the one that runs.</summary>
    public Task<CommandAccepted> CancelResponseAsync(string? responseId = null, string? inputId = null, CancellationToken ct = default) =>
        Calls.Post($"{Path}/responses/cancel", new CancelRequest { ResponseId = responseId, InputId = inputId ?? NewId() },
            ContractJson.Default.CancelRequest, ContractJson.Default.CommandAccepted, ct);

    /// <summary>Ends the session. The answer has the end if it comes within 3 s; a repeat is harmless.</summary>
    public Task<SessionView> EndAsync(CancellationToken ct = default) =>
        Calls.Send(HttpMethod.Post, $"{Path}/end", null, ContractJson.Default.SessionView, isRepeatable: true, ct);

    /// <summary>The state of the session now, and its end once it has ended.</summary>
    public Task<SessionView> GetAsync(CancellationToken ct = default) => Calls.Get(Path, ContractJson.Default.SessionView, ct);

    /// <summary>
    /// Reads the conversation's events from the start of this session on, as <see cref="RealtimeClient.FollowAsync"/> does. Its
    /// <see cref="SessionEnded"/> is the last.
    /// </summary>
    /// <param name="after">The version of the last event that the reader has; null for all events of the session.</param>
    /// <param name="ct">Ends the stream.</param>
    public async IAsyncEnumerable<RealtimeEvent> FollowAsync(long? after = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (after is not null && (await GetAsync(ct)).Ended?.Version <= after) yield break;
        await foreach (var e in client.FollowAsync(Conversation, after ?? Accepted?.Version - 1 ?? 0, ct: ct))
        {
            yield return e;
            if (e.SessionId == Id && e.Type == EventType.SessionEnded) yield break;
        }
    }

    /// <summary>Attaches a live socket, which speaks the model's own protocol, over a connection that comes back by itself.</summary>
    /// <exception cref="ProblemException">
    /// For example <see cref="ProblemName.SessionNotLive"/> or <see cref="ProblemName.UnknownSession"/>.
    /// </exception>
    public Task<LiveSession> ConnectAsync(LiveOptions? options = null, CancellationToken ct = default) =>
        LiveSession.Open(this, options ?? new(), Calls, ct);

    Task<CommandAccepted> Input(string path, string? inputId, CancellationToken ct) => Calls.Post($"{Path}/{path}",
        new InputRequest { InputId = inputId ?? NewId() }, ContractJson.Default.InputRequest, ContractJson.Default.CommandAccepted, ct);

    static string NewId() => Guid.CreateVersion7().ToString();
}
