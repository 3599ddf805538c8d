using System.Reflection;
using System.Text.Json.Serialization;
using Realtime.Sessions;

namespace Realtime.Api.Description.AsyncApi;

/// <summary>The messages of the event stream and of pages, beside the envelopes.</summary>
static class StreamMessages
{
    public const string Problem = "stream_problem", Page = "events_page", AnchorPage = "anchor_page";
}

/// <summary>The messages of a live socket, beside the envelopes.</summary>
static class LiveMessages
{
    public const string FromModel = "model_message", ToModel = "client_message";

    /// <summary>Our own messages that are not in the log, by the type that they carry.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Notices = typeof(LiveNotice).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(notice => (string)notice.TypeDiscriminator!, notice => notice.DerivedType);
}
