using Realtime.Console.Api;

namespace Realtime.Console.Sessions;

static class SessionAddress
{
    /// <summary>The page of one session.</summary>
    public static string Of(string conversation, Guid session) => "/" + ApiPath.Of("conversations", conversation, "sessions", session.ToString());

    /// <summary>The page that says why it ended.</summary>
    public static string End(string conversation, Guid session) => Of(conversation, session) + "/end";
}
