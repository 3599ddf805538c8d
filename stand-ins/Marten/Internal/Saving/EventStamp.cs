using JasperFx.Events;

namespace Marten.Internal.Saving;

/// <summary>Gives the events of a save what they lack: id, key, time, the session's metadata, and versions where they are known.</summary>
internal static class EventStamp
{
    public static void Stamp(DocumentSession session, IReadOnlyList<StreamAction> streams)
    {
        var now = session.DocumentStore.Events.TimeProvider.GetUtcNow();
        foreach (var stream in streams)
        {
            var version = stream.ExpectedVersionOnServer;
            foreach (var e in stream.Events)
            {
                if (e.Id == Guid.Empty) e.Id = Guid.CreateVersion7();
                e.StreamKey = stream.Key;
                e.Timestamp = now;
                if (version is not null) e.Version = (++version).Value;
                e.CorrelationId ??= session.CorrelationId;
                e.CausationId ??= session.CausationId;
                e.UserName ??= session.LastModifiedBy;
                foreach (var (key, value) in session.Headers) e.SetHeader(key, value);
            }
        }
    }
}
