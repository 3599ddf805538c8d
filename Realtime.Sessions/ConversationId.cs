using System.Buffers;

namespace Realtime.Sessions;

/// <summary>The names of conversations. Clients choose them, by <see cref="Rule"/>.</summary>
public static class ConversationId
{
    public const int MaximumLength = 128;

    /// <summary>The rule, for refusals. . and .. are excluded because clients and servers resolve them in a path.</summary>
    public const string Rule = "1 to 128 characters of A-Z a-z 0-9 . _ : - and neither . nor ..";

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>The prefix of the store's own streams. No new conversation may have such a name, in upper or lower case.</summary>
    public const string ReservedPrefix = "mt_";

    /// <summary>The stream in which the store records the unused numbers of failed saves.</summary>
    public const string StoresOwn = "mt_tombstone";

    public static bool IsReserved(string id) => id.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase);

    public static bool IsValid(string id) =>
        id.Length is >= 1 and <= MaximumLength && id is not ("." or "..") && !id.AsSpan().ContainsAnyExcept(Allowed);
}
