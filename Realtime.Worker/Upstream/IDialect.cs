using Realtime.Sessions;
using Realtime.Sessions.Machine;

namespace Realtime.Worker.Upstream;

/// <summary>
/// The protocol of a model provider. Everything that is special to one stands in a folder of its own and behind this;
/// Realtime:Upstream:Dialect names the one that a worker speaks.
/// </summary>
interface IDialect
{
    /// <summary>As Realtime:Upstream:Dialect names it.</summary>
    string Name { get; }

    Abilities Can { get; }

    /// <summary>The provider's own bound on the life of one transport.</summary>
    TimeSpan LongestTransport { get; }

    /// <summary>What is wrong with a base address, as the end of a sentence; null where nothing is.</summary>
    string? Problem(string baseUrl);

    UpstreamRequest Request(UpstreamOptions upstream, SessionOptions session, Guid sessionId);

    /// <summary>The messages of one session, on all its transports.</summary>
    ICodec Codec(UpstreamOptions upstream, SessionOptions session, Guid sessionId);
}

/// <summary>Where the handshake goes, and its headers.</summary>
sealed record UpstreamRequest(Uri Address, IReadOnlyDictionary<string, string> Headers);

/// <summary>A session's messages to the provider and from it, UTF-8.</summary>
interface ICodec
{
    /// <summary>The first message on a transport.</summary>
    /// <param name="inForce">What was in force on another transport, if there was one; else what the start asked for is told.</param>
    /// <param name="without">Fields that the provider refused.</param>
    ReadOnlyMemory<byte> Configuration(UpstreamConfigured? inForce, IReadOnlyList<string> without);

    /// <param name="command">Any but <see cref="UpstreamCommand.Configure"/>.</param>
    ReadOnlyMemory<byte> Encode(UpstreamCommand command);

    /// <summary>
    /// A message that changes nothing and is answered after all that was written before it, by <see cref="UpstreamMessage.Settled"/>.
    /// </summary>
    ReadOnlyMemory<byte> Settle();

    /// <summary>Input audio, PCM16 mono at 24 kHz.</summary>
    ReadOnlyMemory<byte> Audio(ReadOnlySpan<byte> pcm);

    /// <summary>What a message means; <see cref="UpstreamMessage.Ignored"/> for one that cannot be read. Never throws.</summary>
    UpstreamMessage Decode(ReadOnlyMemory<byte> message);

    /// <summary>Milliseconds of output audio in a message; null for any other message. Allocates nothing.</summary>
    long? OutputAudio(ReadOnlySpan<byte> message);

    /// <summary>Bytes of PCM16 in a client's message of input audio; null for any other message. Allocates nothing.</summary>
    int? InputAudio(ReadOnlySpan<byte> message);

    CloseKind Meaning(int? code, string? reason);

    /// <summary>What a session's events say was in the conversation, for a new transport.</summary>
    /// <param name="itemsLeftOut">The number of older items, which are not among these events.</param>
    Replay Replay(IReadOnlyList<SessionEvent> events, int itemsLeftOut = 0);

    /// <summary>Texts and answers among these events that the provider did not get, as far as is known.</summary>
    IReadOnlyList<SessionEvent> Unsent(IReadOnlyList<SessionEvent> events);
}

/// <summary>What was said on other transports.</summary>
/// <param name="Messages">In their order.</param>
/// <param name="ItemIds">Items that the messages make, under the ids that the log has for them.</param>
/// <param name="NotRestored">What a new transport cannot be told, named.</param>
/// <param name="InForce">The configuration that the last transport confirmed last.</param>
/// <param name="Unsent">Texts and answers on the record of which the provider has said nothing, as far as is known.</param>
/// <param name="Unanswered">Of the unsent texts, those that the provider took.</param>
sealed record Replay(
    IReadOnlyList<ReadOnlyMemory<byte>> Messages, IReadOnlySet<string> ItemIds, IReadOnlyList<string> NotRestored,
        UpstreamConfigured? InForce,
    IReadOnlyList<SessionEvent> Unsent, IReadOnlyList<TextSubmitted> Unanswered);
