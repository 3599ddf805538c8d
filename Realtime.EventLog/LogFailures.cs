using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// What a failure of the store means. Marten tells one thing in several types, wrapped in others, or several at once, and PostgreSQL's own
/// error may be at any depth: the whole tree of exceptions is looked at.
/// </summary>
public static class LogFailures
{
    /// <summary>
    /// Two writers met, and this one lost: nothing is on record, and the decision has to be made anew on what the log says now.
    /// Versions that differ, a stream that another made, a row that another holds, a transaction that PostgreSQL ended in favour of another.
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

    /// <summary>An event of the same id is on record, perhaps in another conversation.</summary>
    public static bool IsDuplicateEvent(Exception failure) => Tree(failure).Any(e => e is
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres
        && postgres.ConstraintName?.Contains("event_id", StringComparison.Ordinal) == true);

    /// <summary>An event holds what PostgreSQL cannot store: it will never be taken, however often it is tried.</summary>
    public static bool IsUnstorable(Exception failure) =>
        Tree(failure).Any(e => e is PostgresException { SqlState: ['2', '2', ..] or ['5', '4', ..] });

    /// <summary>The database cannot be reached, or answers too late: the same may succeed later. Whether anything is on record is unknown.</summary>
    public static bool IsUnavailable(Exception failure) => Tree(failure).Any(e => e is NpgsqlException { IsTransient: true } or TimeoutException);

    /// <summary>The database is away for everybody; a row that another transaction holds, which may also succeed later, is no such thing.</summary>
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
