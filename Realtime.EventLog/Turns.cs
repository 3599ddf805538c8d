using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Lets the writers of this process to one conversation run one after the other, so that they lose no races to each other, and each decides
/// on the state that the one before it left. Against other processes only the append's expected version protects.
/// </summary>
sealed class Turns
{
    readonly Dictionary<ConversationKey, Turn> taken = [];

    /// <exception cref="ConversationContendedException">The turn did not come within <paramref name="patience"/>.</exception>
    public async Task<Turn> Take(ConversationKey conversation, TimeSpan patience, CancellationToken ct)
    {
        var turn = Join(conversation);
        try
        {
            if (await turn.Gate.WaitAsync(patience, ct)) return turn;
        }
        catch
        {
            Leave(turn);
            throw;
        }

        Leave(turn);
        throw new ConversationContendedException(conversation.Name);
    }

    Turn Join(ConversationKey conversation)
    {
        lock (taken)
        {
            if (!taken.TryGetValue(conversation, out var turn)) taken[conversation] = turn = new Turn(this, conversation);
            turn.Waiting++;
            return turn;
        }
    }

    void Leave(Turn turn)
    {
        lock (taken)
        {
            if (--turn.Waiting == 0) taken.Remove(turn.Conversation);
        }
    }

    /// <summary>The turn of one writer at a conversation, until it is disposed.</summary>
    internal sealed class Turn(Turns all, ConversationKey conversation) : IDisposable
    {
        internal SemaphoreSlim Gate { get; } = new(1, 1);
        internal int Waiting { get; set; }
        public ConversationKey Conversation { get; } = conversation;

        /// <summary>The state that the last writer left; another process may have written since.</summary>
        public KnownConversation? Known { get; set; }

        public void Dispose()
        {
            Gate.Release();
            all.Leave(this);
        }
    }
}
