using System.Globalization;
using Realtime.Console.Api;

namespace Realtime.Console.Sessions;

static class SessionAddress
{
    /// <summary>The page of one session.</summary>
    public static string Of(string conversation, string session) => "/" + ApiPath.Of("conversations", conversation, "sessions", session);

    public static string Of(string conversation, Guid session) => Of(conversation, session.ToString());

    /// <summary>The page that says why it ended.</summary>
    public static string End(string conversation, string session) => Of(conversation, session) + "/end";

    /// <summary>The pages of the session's events, each with its version behind this.</summary>
    public static string Events(string conversation, string session) => Of(conversation, session) + "/events/";

    public static string Event(string conversation, string session, long version) =>
        Events(conversation, session) + version.ToString(CultureInfo.InvariantCulture);
}
