namespace Realtime.Client.Http;

/// <summary>Addresses, relative to that of the service.</summary>
static class Paths
{
    public static string Conversation(string conversation)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversation);
        return $"conversations/{Uri.EscapeDataString(conversation)}";
    }

    public static string Session(string conversation, Guid session) => $"{Conversation(conversation)}/sessions/{session}";
}
