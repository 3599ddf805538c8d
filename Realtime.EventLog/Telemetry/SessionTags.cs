using System.Diagnostics;
using Realtime.Sessions;

namespace Realtime.EventLog.Telemetry;

/// <summary>The attributes by which every span of a session is found, in every service.</summary>
public static class SessionTags
{
    /// <summary>OpenTelemetry's name for the conversation with a model.</summary>
    public const string Conversation = "gen_ai.conversation.id";

    /// <summary>OpenTelemetry's name for a session.</summary>
    public const string Session = "session.id";

    public const string Tenant = "realtime.tenant";

    /// <summary>Names the session in the request's span.</summary>
    public static void Set(ConversationKey conversation, Guid session) =>
        Activity.Current?.SetTag(Conversation, conversation.Name).SetTag(Tenant, conversation.Tenant.ToString())
            .SetTag(Session, session.ToString());
}
