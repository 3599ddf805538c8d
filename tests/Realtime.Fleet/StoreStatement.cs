namespace Realtime.Fleet;

/// <summary>The statements that services send to the store, by what they are for.</summary>
enum StoreStatement
{
    Load, Append, Journal, Renew, Expired, Declare, Waiting, Owned, Orphaned, Directory, Request, History, HasRoom,
}

/// <summary>
/// What one statement costs the store, in milliseconds of one core, and how long a commit waits for the disk. docs/scale.md says how each
/// was measured.
/// </summary>
static class StoreCosts
{
    public const double Load = 0.08, Append = 0.25, Request = 0.06, History = 0.5, Declare = 0.15, HasRoom = 0.06;

    /// <summary>The time that a commit waits for the disk, during which it takes no core.</summary>
    public static readonly TimeSpan Flush = TimeSpan.FromMilliseconds(1);

    /// <summary>One commit of the journal.</summary>
    public static double Journal(int sessions) => 0.17 + 0.08 * sessions;

    /// <summary>A statement that reads the rows of all workers.</summary>
    public static double Workers(int rows) => 0.06 + 0.002 * rows;

    /// <summary>The search for sessions without an owner looks at all of them, to find the oldest.</summary>
    public static double Waiting(int waiting) => 0.08 + 0.008 * waiting;

    /// <summary>The search for the sessions of some workers looks at all live sessions.</summary>
    public static double Owned(int live, int found) => 0.1 + 0.001 * live + 0.004 * found;

    public static double Orphaned(int live, int found) => 0.1 + 0.001 * live + 0.004 * found;

    public static bool Commits(StoreStatement statement) =>
        statement is StoreStatement.Append or StoreStatement.Journal or StoreStatement.Renew or StoreStatement.Declare;
}
