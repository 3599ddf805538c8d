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
    public const double Load = 0.04, Append = 0.35, Request = 0.04, History = 0.5, Declare = 0.1, HasRoom = 0.05;

    /// <summary>The time that a commit waits for the disk, during which it takes no core.</summary>
    public static readonly TimeSpan Flush = TimeSpan.FromMilliseconds(1);

    /// <summary>One commit of the journal.</summary>
    public static double Journal(int sessions) => 0.2 + 0.1 * sessions;

    /// <summary>A statement that reads the rows of all workers.</summary>
    public static double Workers(int rows) => 0.05 + 0.0009 * rows;

    /// <summary>The search for sessions without an owner looks at all of them, to find the oldest.</summary>
    public static double Waiting(int waiting) => 0.05 + 0.0025 * waiting;

    /// <summary>The sessions of a worker, by the index of owners.</summary>
    public static double Owned(int found) => 0.05 + 0.007 * found;

    /// <summary>The search for owners without a row goes from owner to owner.</summary>
    public static double Orphaned(int owners) => 0.05 + 0.01 * owners;

    public static bool Commits(StoreStatement statement) =>
        statement is StoreStatement.Append or StoreStatement.Journal or StoreStatement.Renew or StoreStatement.Declare;
}
