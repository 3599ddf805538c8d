using Realtime.Console.Api;

namespace Realtime.Console.Sessions;

static class SessionAddress
{
    /// <summary>The page of one session.</summary>
    public static string Of(string conversation, Guid session) => Of(conversation, session.ToString());

    public static string Of(string conversation, string session) => "/" + ApiPath.Of("conversations", conversation, "sessions", session);

    /// <summary>The page that says why it ended.</summary>
    public static string End(string conversation, string session) => Of(conversation, session) + "/end";

    public static string End(string conversation, Guid session) => End(conversation, session.ToString());

    /// <summary>The page of one event of the session's conversation.</summary>
    public static string Event(string conversation, string session, long version) =>
        $"{Of(conversation, session)}/events/{version.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
