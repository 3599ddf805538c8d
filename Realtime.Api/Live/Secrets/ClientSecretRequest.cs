using System.Text.Json;
using System.Text.Json.Serialization;
using Realtime.Api.Sessions;
using Realtime.Sessions;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Live.Secrets;

/// <summary>
/// What the maker of a client secret puts in; everything is optional. The names of OpenAI's API are OpenAI's, the others ours.
/// </summary>
/// <param name="Session">The provider's session object of the sessions that the secret starts.</param>
/// <param name="Conversation">The only conversation that the secret opens; without it, its sessions get conversations of their own.</param>
/// <param name="SessionId">The only session that the secret starts or attaches to.</param>
/// <param name="Role">driver (default), or listener, which only listens.</param>
/// <param name="MayChange">The settings that the holder may change by session.update; null for all that the session does not state.</param>
/// <param name="SingleUse">The secret opens one socket.</param>
/// <param name="Client">Who the holder is. Secrets with the same client are of the same client, which may take its place again.</param>
/// <param name="ExpiresAfter">When the secret expires; sockets that it opened stay open.</param>
sealed record ClientSecretRequest(
    [property: JsonPropertyName("expires_after")] ClientSecretExpiry? ExpiresAfter = null,
    [property: JsonConverter(typeof(AnyJson))] JsonElement? Session = null,
    string? Conversation = null,
    Guid? SessionId = null,
    string? Role = null,
    IReadOnlyList<string>? MayChange = null,
    bool SingleUse = false,
    string? Client = null,
    int? MaxSeconds = null,
    int? IdleSeconds = null,
    string? IfActive = null,
    string? OnWorkerLost = null,
    string? AtCap = null)
{
    const string Driver = "driver", Listener = "listener", Anchor = "created_at";
    const int DefaultSeconds = 600, ShortestSeconds = 10, LongestSeconds = 7_200;

    [JsonIgnore]
    public TimeSpan Lifetime => TimeSpan.FromSeconds(ExpiresAfter?.Seconds ?? DefaultSeconds);

    [JsonIgnore]
    public bool Drives => Role is not Listener;

    [JsonIgnore]
    public bool NamesModel => Names(Pins.Model);

    /// <summary>The start of a session with this secret.</summary>
    /// <param name="model">The model that the holder asks for. The secret's wins.</param>
    /// <param name="voice">The voice that the holder asks for. The secret's wins.</param>
    public StartRequest ToStart(Guid? sessionId = null, string? model = null, string? voice = null) => new(
        SessionId ?? sessionId, NamesModel ? null : model, NamesVoice ? null : voice, Instructions: null, Modality: null, IfActive, OnWorkerLost,
        AtCap, MaxSeconds, IdleSeconds, Session, EndUser: Client);

    bool NamesVoice => Names("audio", "output", "voice");

    bool Names(params ReadOnlySpan<string> path) => Session is { } session && new SessionObject(session).Names(path);

    /// <summary>What is wrong with the parts that a start does not have.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        if (ExpiresAfter?.Anchor is not (null or Anchor)) Wrong("expires_after.anchor", $"must be \"{Anchor}\".");
        if (ExpiresAfter?.Seconds is < ShortestSeconds or > LongestSeconds)
            Wrong("expires_after.seconds", $"must be {ShortestSeconds} to {LongestSeconds}.");
        if (Role is not (null or Driver or Listener)) Wrong("role", $"must be {Driver} or {Listener}.");
        if (Conversation is not null && !ConversationId.IsValid(Conversation)) Wrong("conversation", $"must be {ConversationId.Rule}");
        if (Conversation is null && SessionId is not null) Wrong("conversation", "is missing: sessionId names a session in it.");
        if (SessionId == Guid.Empty) Wrong("sessionId", "must be a UUID other than the empty one; version 7 is best.");
        if (!Drives && Conversation is null) Wrong("conversation", "is missing: a listener starts no conversation.");
        if (!Drives && Session is not null) Wrong("session", "contradicts role: a listener starts no session.");
        if (Client is not null && !Sessions.Names.IsName(Client)) Wrong("client", $"must be {Sessions.Names.Rule}");
        if (MayChange?.FirstOrDefault(name => !Pins.Within(name).Any()) is { } unknown)
            Wrong("mayChange", $"has {unknown}, which is not a setting: use some of {string.Join(", ", Pins.Settings)}.");
        return errors;

        void Wrong(string field, string rule) => errors.TryAdd(field, [$"{field} {rule}"]);
    }
}

sealed record ClientSecretExpiry(string? Anchor = null, int? Seconds = null);
