using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// Classifies failures of the store. Marten reports the same failure with different exception types, wrapped or aggregated, and
/// PostgreSQL's error may be at any depth, so the whole tree of exceptions is searched.
/// </summary>
public static class LogFailures
{
    /// <summary>
    /// This writer lost a race against another. Nothing was appended, and the decision must be made again on the current state. The causes:
    /// another version, a stream that another writer created, a locked row, or a transaction that PostgreSQL cancelled in favour of
    /// another.
    /// </summary>
    public static bool IsLostRace(Exception failure) => !IsDuplicateEvent(failure) && Tree(failure).Any(e => e is
        ConcurrencyException
        or JasperFx.Events.ExistingStreamIdCollisionException or ExistingStreamIdCollisionException
        or ConcurrentUpdateException or StreamLockedException
        or PostgresException
        {
            SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.UniqueViolation
        });

    /// <summary>The log has an event with the same id, possibly in another conversation.</summary>
    public static bool IsDuplicateEvent(Exception failure) => Tree(failure).Any(e => e is
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres
        && postgres.ConstraintName?.Contains("event_id", StringComparison.Ordinal) == true);

    /// <summary>PostgreSQL cannot store an event because of its content. A retry cannot succeed.</summary>
    public static bool IsUnstorable(Exception failure) =>
        Tree(failure).Any(e => e is PostgresException { SqlState: ['2', '2', ..] or ['5', '4', ..] });

    /// <summary>
    /// The database cannot be reached or answers too late. A retry may succeed. It is unknown whether the events were appended.
    /// </summary>
    public static bool IsUnavailable(Exception failure) =>
        Tree(failure).Any(e => e is NpgsqlException { IsTransient: true } or TimeoutException);

    /// <summary>The database is down for everybody. A locked row, for which a retry may also succeed, does not count.</summary>
    public static bool IsAway(Exception failure) =>
        IsUnavailable(failure) && !Tree(failure).Any(e => e is PostgresException { SqlState: ['4', '0', ..] or ['5', '5', ..] });

    static IEnumerable<Exception> Tree(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            yield return e;
            if (e is not AggregateException many) continue;
            foreach (var one in many.InnerExceptions.SelectMany(Tree)) yield return one;
            yield break;
        }
    }
}
