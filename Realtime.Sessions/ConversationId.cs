using System.Buffers;

namespace Realtime.Sessions;

/// <summary>A conversation is named by its client, by <see cref="Rule"/>.</summary>
public static class ConversationId
{
    public const int MaximumLength = 128;

    /// <summary>What a name has to be, for those who gave another one. A path of . or .. is no path to a conversation: clients and servers resolve it.</summary>
    public const string Rule = "1 to 128 characters of A-Z a-z 0-9 . _ : - and neither . nor ..";

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>Names of the store's own streams begin so: no new conversation gets such a name, in whatever case.</summary>
    public const string ReservedPrefix = "mt_";

    /// <summary>Where the store lays the numbers of failed saves to rest.</summary>
    public const string StoresOwn = "mt_tombstone";

    public static bool IsReserved(string id) => id.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase);

    public static bool IsValid(string id) =>
        id.Length is >= 1 and <= MaximumLength && id is not ("." or "..") && !id.AsSpan().ContainsAnyExcept(Allowed);
}
