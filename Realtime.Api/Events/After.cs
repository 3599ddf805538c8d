using System.Globalization;
using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Events;

/// <summary>The parameter after: the version of the last event that the client has, or now for everything from here on.</summary>
readonly record struct After(long? Version)
{
    public const string Rule = "0, the version of the last event that you have, or now";
    const string Now = "now";

    public static After Beginning => new(0);

    public static bool TryParse(string? text, out After after)
    {
        after = default;
        if (text is Now) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return false;
        after = new After(version);
        return true;
    }

    /// <summary>The version that it means in a conversation.</summary>
    /// <param name="last">The version of the conversation's last event; 0 for an unknown one.</param>
    /// <param name="waits">The client waits for a conversation that has not begun.</param>
    /// <exception cref="UnknownConversationException">There is no such conversation, and the client does not wait for it.</exception>
    /// <exception cref="BeyondEndException">The conversation has no such version.</exception>
    public long In(ConversationKey conversation, long last, bool waits = false)
    {
        if (last == 0 && !waits) throw new UnknownConversationException(conversation.Name);
        return Version is not { } version ? last
            : version <= last ? version
            : throw new BeyondEndException(conversation.Name, version, last);
    }
}
