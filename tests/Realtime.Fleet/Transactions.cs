using Realtime.Sessions;

namespace Realtime.Fleet;

/// <summary>Loads, decides and appends for one process, as Conversations.Transact does: a lost race loads and decides again.</summary>
sealed class Transactions(VirtualTime time, SimulatedStore store, FleetLog log, Random random)
{
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>The number of decisions that were made again, because another process appended first.</summary>
    public int LostRaces { get; private set; }

    public async Task<IReadOnlyList<SessionEvent>> Transact(Link from, int conversation, SessionCommand command)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (version, state) = await Load(from, conversation);
            var events = SessionDecider.Decide(state, command);
            if (events.Count == 0) return events;
            if (command is LoseWorker or GiveUpStart) await Read(from, StoreStatement.Request, StoreCosts.Request); // for the totals
            var isTaken = await store.Ask(from, StoreStatement.Append, StoreCosts.Append,
                () => log.TryAppend(conversation, version, events, time.Now));
            if (isTaken) return events;
            LostRaces++;
            await time.Delay(random.NextDouble() * Math.Min(attempt, 20) / 20 * LongestPause);
            from.MustRun();
        }
    }

    public Task<(int Version, Conversation State)> Load(Link from, int conversation) =>
        store.Ask(from, StoreStatement.Load, StoreCosts.Load, () => (log.Version(conversation), log[conversation]));

    public Task Read(Link from, StoreStatement statement, double milliseconds) => store.Ask(from, statement, milliseconds, () => true);
}
