using System.Security.Cryptography;
using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// The event ids of the worker's messages; an error names one. They contain a random word, so that a client cannot use them.
/// </summary>
sealed class MessageIds(string word)
{
    readonly string commands = $"realtime_{word}_command_";

    public MessageIds() : this(RandomNumberGenerator.GetHexString(16, lowercase: true))
    {
    }

    public string Configuration { get; } = $"realtime_{word}_configuration";
    public string Response { get; } = $"realtime_{word}_response";
    public string Settle { get; } = $"realtime_{word}_settle";
    public string Other { get; } = $"realtime_{word}_other";

    /// <summary>The event id of a client's command, on every transport.</summary>
    public string Of(CommandSubmitted command) => commands + CommandIds.Of(command);

    /// <summary>The command that an event id names, by <see cref="CommandIds"/>; null if it names none.</summary>
    public string? Command(string? eventId) =>
        eventId?.StartsWith(commands, StringComparison.Ordinal) == true ? eventId[commands.Length..] : null;

    public Subject About(string? eventId) =>
        eventId is null ? Subject.Unsaid
        : eventId == Response ? Subject.Response
        : eventId == Configuration ? Subject.Configuration
        : Command(eventId) is not null ? Subject.Command
        : eventId == Other ? Subject.Other
        : Subject.Client;
}
