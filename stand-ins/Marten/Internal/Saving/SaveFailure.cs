using JasperFx.Events;
using Marten.Exceptions;
using Marten.Internal.Schema;
using Npgsql;

namespace Marten.Internal.Saving;

/// <summary>Tells what PostgreSQL's refusal means.</summary>
internal static class SaveFailure
{
    public static Exception Of(NpgsqlException e, IEnumerable<StreamAction> streams)
    {
        if (e is not PostgresException refusal) return new MartenCommandException(e);
        var key = refusal.MessageText;
        return (refusal.SqlState, refusal.ConstraintName) switch
        {
            (AppendFunctions.Collision, _) => new ExistingStreamIdCollisionException(key, Stream(key)?.AggregateType),
            (AppendFunctions.UnexpectedVersion, _) => Unexpected(key),
            (AppendFunctions.Archived, _) => new InvalidStreamOperationException($"Attempted to append event to archived stream with Id '{key}'."),
            // Another program appended without taking the stream's row first.
            (PostgresErrorCodes.UniqueViolation, "pk_mt_events_stream_and_version") => new EventStreamUnexpectedMaxEventIdException(key),
            (PostgresErrorCodes.UniqueViolation, "pkey_mt_streams_id") => new ExistingStreamIdCollisionException(key, null),
            _ => new MartenCommandException(e),
        };

        StreamAction? Stream(string name) => streams.FirstOrDefault(s => s.Key == name);

        EventStreamUnexpectedMaxEventIdException Unexpected(string keyAndVersion)
        {
            var space = keyAndVersion.LastIndexOf(' ');
            var stream = Stream(keyAndVersion[..space]);
            return new(keyAndVersion[..space], stream?.AggregateType, stream?.ExpectedVersionOnServer ?? 0,
                long.Parse(keyAndVersion[(space + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
