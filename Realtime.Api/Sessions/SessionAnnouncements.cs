using MassTransit;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>
/// Wakes a worker for a requested session. The workers' sweep finds what is not announced, so a lost bus neither delays an answer nor
/// collects messages.
/// </summary>
sealed partial class SessionAnnouncements(IBus bus, TimeProvider time, ILogger<SessionAnnouncements> logger)
{
    const int MostPending = 256;
    static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(500), SendPatience = TimeSpan.FromSeconds(5);
    int pending;

    /// <summary>Returns when the message is sent, or after half a second.</summary>
    public async Task Announce(ConversationKey conversation, Guid sessionId)
    {
        var sending = Send(new SessionAwaitsWorker(conversation.Stream, sessionId));
        try
        {
            await sending.WaitAsync(AnswerPatience, time);
        }
        catch (TimeoutException)
        {
            LogNotAnnounced(conversation, "the bus does not accept the message");
        }
    }

    async Task Send(SessionAwaitsWorker message)
    {
        using var patience = new CancellationTokenSource(SendPatience, time);
        try
        {
            // A transport without a connection may keep a message despite its token; MostPending bounds their number.
            if (Interlocked.Increment(ref pending) <= MostPending) await bus.Publish(message, patience.Token);
            else LogNotAnnounced(message.Conversation, "too many messages wait for the bus");
        }
        catch (Exception e)
        {
            LogNotAnnounced(message.Conversation, e.Message);
        }
        finally
        {
            Interlocked.Decrement(ref pending);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The start in {Conversation} was not announced; a worker's sweep finds it: {Reason}")]
    partial void LogNotAnnounced(string conversation, string reason);
}
