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
        return new UpstreamRequest(UpstreamAddress.For(upstream.BaseUrl, session.Model), headers);
    }

    public UpstreamRequest? Models(UpstreamOptions upstream) =>
        new(UpstreamAddress.Models(upstream.BaseUrl), Headers(upstream));

    static Dictionary<string, string> Headers(UpstreamOptions upstream)
    {
        var headers = new Dictionary<string, string>();
        if (!string.IsNullOrEmpty(upstream.ApiKey)) headers["Authorization"] = "Bearer " + upstream.ApiKey;
        return headers;
    }

    public ICodec Codec(UpstreamOptions upstream, SessionOptions session, Guid sessionId) =>
        new OpenAIRealtimeCodec(session, sessionId, upstream.TranscriptionModel, new MessageIds());
}
