namespace Realtime.Sessions.Machine;

/// <summary>The id that follows from a command, for the message to the provider: an error names it, on whatever transport.</summary>
public static class CommandIds
{
    public static string Of(CommandSubmitted command) =>
        EventIds.Command(Tenant.Default, command.SessionId, command.InputId).ToString("N");
}
