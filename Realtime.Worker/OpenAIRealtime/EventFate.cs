using System.Text.Json;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>What becomes of one type of event of the protocol. Live sockets get every event of the provider, whatever its fate.</summary>
/// <param name="Type">The name in the protocol.</param>
/// <param name="Becomes">In words, for the docs.</param>
/// <param name="Read">Reads the message; null for a type of which nothing is read.</param>
sealed record EventFate(string Type, Fate Fate, string Becomes, Func<UpstreamReader, JsonElement, UpstreamMessage>? Read = null)
{
    /// <summary>The name in the beta protocol, which some servers still send.</summary>
    public string? Former { get; init; }
}

enum Fate
{
    /// <summary>It becomes an event of the log.</summary>
    Recorded,

    /// <summary>It is passed on, and the log does not need it.</summary>
    Passed,
}
