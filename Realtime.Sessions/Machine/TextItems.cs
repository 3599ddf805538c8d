namespace Realtime.Sessions.Machine;

/// <summary>
/// The id under which a text is told to any transport: it follows from the input's, so that a text that was told is known again.
/// </summary>
public static class TextItems
{
    const string Prefix = "rtx_";

    /// <summary>At most 32 characters, as providers ask.</summary>
    public static string Of(TextSubmitted text) => Prefix + EventIds.Text(text.SessionId, text.InputId).ToString("N")[..28];

    public static bool IsOfText(string itemId) => itemId.StartsWith(Prefix, StringComparison.Ordinal);
}
