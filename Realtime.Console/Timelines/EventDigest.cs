using Realtime.Console.Components;

namespace Realtime.Console.Timelines;

/// <summary>One line about an event: what in it a reader looks for first.</summary>
static class EventDigest
{
    const int Most = 160;

    static readonly string[] Names =
        ["reason", "code", "message", "text", "name", "arguments", "output", "failure", "status", "model", "workerId", "callId", "itemId"];

    public static string Of(LogEvent e)
    {
        var words = string.Join(" · ", Names.Select(name => e.Text(name)).Where(text => text is { Length: > 0 }).Take(3));
        return VisibleText.Of(words.Length <= Most ? words : words[..Most] + "…");
    }
}
