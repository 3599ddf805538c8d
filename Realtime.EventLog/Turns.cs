using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Writers of this process to one conversation go one after the other, so that they lose no races to each other, and each decides on what
/// the one before it left behind. Other processes are held off by the append's expected version alone.
/// </summary>
sealed class Turns
{
    readonly Dictionary<string, Turn> taken = new(StringComparer.Ordinal);

    /// <exception cref="ConversationContendedException">The others took longer than <paramref name="patience"/>.</exception>
    public async Task<Turn> Take(string conversation, TimeSpan patience, CancellationToken ct)
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
        throw new ConversationContendedException(conversation);
    }

    Turn Join(string conversation)
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

    /// <summary>One writer's turn at a conversation, until it is disposed.</summary>
    internal sealed class Turn(Turns all, string conversation) : IDisposable
    {
        internal SemaphoreSlim Gate { get; } = new(1, 1);
        internal int Waiting { get; set; }
        public string Conversation { get; } = conversation;

        /// <summary>What the last writer knew of the conversation; another process may have written since.</summary>
        public KnownConversation? Known { get; set; }

        public void Dispose()
        {
            Gate.Release();
            all.Leave(this);
        }
    }
}
