using System.Security.Cryptography;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>
/// The event ids of the worker's messages; an error names one. They contain a random word, so that a client cannot use them.
/// </summary>
sealed class MessageIds(string word)
{
    public MessageIds() : this(RandomNumberGenerator.GetHexString(16, lowercase: true))
    {
    }

    public string Configuration { get; } = $"realtime_{word}_configuration";
    public string Response { get; } = $"realtime_{word}_response";
    public string Settle { get; } = $"realtime_{word}_settle";
    public string Other { get; } = $"realtime_{word}_other";

    public Subject About(string? eventId) =>
        eventId is null ? Subject.Unsaid
        : eventId == Response ? Subject.Response
        : eventId == Configuration ? Subject.Configuration
        : eventId == Other ? Subject.Other
        : Subject.Client;
}
