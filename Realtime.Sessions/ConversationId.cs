using System.Buffers;

namespace Realtime.Sessions;

/// <summary>A conversation is named by its client: 1 to 128 characters of A-Z a-z 0-9 . _ : -</summary>
public static class ConversationId
{
    public const int MaximumLength = 128;

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static bool IsValid(string id) => id.Length is >= 1 and <= MaximumLength && !id.AsSpan().ContainsAnyExcept(Allowed);
}
