using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Sessions.Provider;

namespace Realtime.Worker.Upstream;

/// <summary>
/// The protocol of a model provider. All code for one provider is in a folder of its own, behind this interface; Realtime:Upstream:Dialect
/// selects a worker's dialect.
/// </summary>
interface IDialect
{
    /// <summary>The name in Realtime:Upstream:Dialect.</summary>
    string Name { get; }

    Abilities Can { get; }

    /// <summary>The provider's limit on the lifetime of one transport.</summary>
    TimeSpan LongestTransport { get; }

    /// <summary>What is wrong with a base address, as the end of a sentence; null if nothing is.</summary>
    string? Problem(string baseUrl);

    UpstreamRequest Request(UpstreamOptions upstream, SessionOptions session, Guid sessionId);

    /// <summary>The request for the provider's list of models; null if the protocol has none.</summary>
    UpstreamRequest? Models(UpstreamOptions upstream) => null;

    /// <summary>Makes the codec for one session, used on all its transports.</summary>
    ICodec Codec(UpstreamOptions upstream, SessionOptions session, Guid sessionId);
}

/// <summary>The handshake's address and headers.</summary>
sealed record UpstreamRequest(Uri Address, IReadOnlyDictionary<string, string> Headers);

/// <summary>Encodes and decodes a session's messages to and from the provider, UTF-8.</summary>
interface ICodec
{
    /// <summary>The first message on a transport.</summary>
    /// <param name="inForce">The configuration to restore from another transport; null configures what the start asked for.</param>
    /// <param name="without">Fields that the provider refused.</param>
    ReadOnlyMemory<byte> Configuration(UpstreamConfigured? inForce, IReadOnlyList<string> without);

    /// <param name="command">Any but <see cref="UpstreamCommand.Configure"/>.</param>
    ReadOnlyMemory<byte> Encode(UpstreamCommand command);

    /// <summary>
    /// A message that changes nothing and that the provider answers after everything written before it, with <see
    /// cref="UpstreamMessage.Settled"/>.
    /// </summary>
    ReadOnlyMemory<byte> Settle();

    /// <summary>Input audio, PCM16 mono at 24 kHz.</summary>
    ReadOnlyMemory<byte> Audio(ReadOnlySpan<byte> pcm);

    /// <summary>Reads a message; <see cref="UpstreamMessage.Ignored"/> for one that cannot be read. Never throws.</summary>
    UpstreamMessage Decode(ReadOnlyMemory<byte> message);

    /// <summary>The output audio in a message; null for any other message. Allocates nothing.</summary>
    AudioLength? OutputAudio(ReadOnlySpan<byte> message);

    /// <summary>The audio in a client's message of input audio; null for any other message. Allocates nothing.</summary>
    AudioLength? InputAudio(ReadOnlySpan<byte> message);

    /// <summary>Input audio of so many bytes, in the format that the session has now.</summary>
    AudioLength InputAudio(int bytes);

    /// <summary>A message as a live socket gets it, without secrets and, with pins, without what they hide; null for the message
    /// itself.</summary>
    byte[]? ToClient(ReadOnlySpan<byte> message, Pins? pins);

    /// <summary>What the message of a holder of a client secret becomes.</summary>
    FromHolder FromHolder(ReadOnlyMemory<byte> message, Pins pins);

    CloseKind Meaning(int? code, string? reason);

    /// <summary>Builds the conversation from a session's events, for a new transport.</summary>
    /// <param name="itemsLeftOut">The number of older items, which are not among these events.</param>
    Replay Replay(IReadOnlyList<SessionEvent> events, int itemsLeftOut = 0);

    /// <summary>Texts and answers among these events that the provider did not get, as far as is known.</summary>
    IReadOnlyList<SessionEvent> Unsent(IReadOnlyList<SessionEvent> events);
}

/// <summary>The message of a holder of a client secret, after its pins.</summary>
/// <param name="Forward">What the provider gets; null for nothing.</param>
/// <param name="Error">What the holder is told; null for nothing.</param>
sealed record FromHolder(ReadOnlyMemory<byte>? Forward, byte[]? Error);

/// <summary>What to restore on a new transport.</summary>
/// <param name="Messages">The messages, in order.</param>
/// <param name="ItemIds">The items that the messages create, by their ids in the log.</param>
/// <param name="NotRestored">Names of what cannot be restored.</param>
/// <param name="InForce">The configuration that the last transport confirmed last.</param>
/// <param name="Unsent">Recorded texts and answers that the provider has not confirmed, as far as is known.</param>
/// <param name="Unanswered">Of the unsent texts, those that the provider took.</param>
sealed record Replay(
    IReadOnlyList<ReadOnlyMemory<byte>> Messages, IReadOnlySet<string> ItemIds, IReadOnlyList<string> NotRestored,
        UpstreamConfigured? InForce,
    IReadOnlyList<SessionEvent> Unsent, IReadOnlyList<TextSubmitted> Unanswered);
