using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>OpenAI's Realtime protocol.</summary>
sealed class OpenAIRealtimeDialect : IDialect
{
    public string Name => "openai-realtime";

    /// <summary>The provider's voice detection itself stops an answer when the user speaks, so no cancel is needed.</summary>
    public Abilities Can { get; } = new(Truncate: true, Cancel: false, Settle: true, Renew: true, Replay: true);

    /// <summary>OpenAI announces its limit of an hour in the protocol; compatible servers may allow more.</summary>
    public TimeSpan LongestTransport => TimeSpan.FromDays(1);

    public string? Problem(string baseUrl) => UpstreamAddress.Problem(baseUrl);

    public UpstreamRequest Request(UpstreamOptions upstream, SessionOptions session, Guid sessionId)
    {
        var headers = Headers(upstream);
        headers["x-realtime-session"] = sessionId.ToString();
        if (session.SafetyIdentifier is { } user && upstream.PassThrough.Contains(UpstreamOptions.SafetyIdentifier))
            headers[UpstreamOptions.SafetyIdentifier] = user;
        var deployment = upstream.Deployments.FirstOrDefault(known => known.Model == session.Model)?.Name ?? session.Model;
        return new UpstreamRequest(
            UpstreamAddress.For(upstream.BaseUrl, upstream.Provider, session.Type is SessionType.Transcription
                ? "intent=transcription"
                : $"model={Uri.EscapeDataString(deployment)}"), headers);
    }

    public UpstreamRequest? Models(UpstreamOptions upstream) =>
        new(UpstreamAddress.Models(upstream.BaseUrl, upstream.Provider), Headers(upstream));

    static Dictionary<string, string> Headers(UpstreamOptions upstream)
    {
        var headers = new Dictionary<string, string>();
        if (!string.IsNullOrEmpty(upstream.ApiKey))
        {
            if (upstream.Provider is UpstreamProvider.Azure) headers["api-key"] = upstream.ApiKey;
            else headers["Authorization"] = "Bearer " + upstream.ApiKey;
        }

        if (upstream.Organization is { } organization) headers["OpenAI-Organization"] = organization;
        if (upstream.Project is { } project) headers["OpenAI-Project"] = project;
        return headers;
    }

    public ICodec Codec(UpstreamOptions upstream, SessionOptions session, Guid sessionId) =>
        new OpenAIRealtimeCodec(session, sessionId, upstream.TranscriptionModel, new MessageIds());
}
