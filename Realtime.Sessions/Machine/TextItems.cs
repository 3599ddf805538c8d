namespace Realtime.Sessions.Machine;

/// <summary>
/// The id under which a text is told to any transport: it follows from the input's, so that a text that was told is known again.
/// </summary>
public static class TextItems
{
    const string Prefix = "rtx_", ItemPrefix = "rti_";

    /// <summary>At most 32 characters, as providers ask.</summary>
    public static string Of(TextSubmitted text) => Prefix + EventIds.Text(Tenant.Default, text.SessionId, text.InputId).ToString("N")[..28];

    /// <summary>The id of a client's item that has none of its own.</summary>
    public static string Of(Guid sessionId, string inputId) =>
        ItemPrefix + EventIds.Command(Tenant.Default, sessionId, inputId).ToString("N")[..28];

    /// <summary>An id by which a client's text or item is known again.</summary>
    public static bool IsOfInput(string itemId) => IsOfText(itemId) || itemId.StartsWith(ItemPrefix, StringComparison.Ordinal);

    public static bool IsOfText(string itemId) => itemId.StartsWith(Prefix, StringComparison.Ordinal);
}
