using JasperFx.Events;
using JasperFx.Events.Protected;
using Marten.Internal.Saving;

namespace Marten.Internal;

/// <summary>Rewrites protected data in place.</summary>
internal sealed class EventMasking : IEventDataMasking
{
    readonly List<(string Key, Func<IEvent, bool> Filter)> _streams = [];
    readonly Dictionary<string, object> _headers = [];

    public static async Task Apply(DocumentStore store, Action<IEventDataMasking> configure, CancellationToken token)
    {
        var masking = new EventMasking();
        configure(masking);
        await using var session = new DocumentSession(store);
        foreach (var (key, filter) in masking._streams)
        {
            var events = await session.Events.FetchStreamAsync(key, token: token);
            foreach (var e in events.Where(filter)) masking.Mask(session, e);
        }

        await session.SaveChangesAsync(token);
    }

    public IEventDataMasking IncludeStream(string streamKey) => IncludeStream(streamKey, _ => true);

    public IEventDataMasking IncludeStream(string streamKey, Func<IEvent, bool> filter)
    {
        _streams.Add((streamKey, filter));
        return this;
    }

    public IEventDataMasking AddHeader(string key, object value)
    {
        _headers[key] = value;
        return this;
    }

    void Mask(DocumentSession session, IEvent e)
    {
        var store = session.DocumentStore;
        var rules = store.Events.MaskingRules.Where(r => r.Type.IsAssignableFrom(e.EventType)).ToList();
        if (rules.Count == 0) return;
        var data = store.Serializer.Write(rules.Aggregate(e.Data, (masked, rule) => rule.Mask(masked)), e.EventType);
        foreach (var (key, value) in _headers) e.SetHeader(key, value);
        var headers = store.Events.MetadataConfig.HeadersEnabled && e.Headers is { Count: > 0 } all;
        session.Work.Operations.Add((null, () => new PlainOperation(headers
            ? Sql.Command("update public.mt_events set data = $2, headers = $3 where seq_id = $1",
                Sql.Number(e.Sequence), Sql.Json(data), Sql.Json(store.Serializer.WriteHeaders(e.Headers!)))
            : Sql.Command("update public.mt_events set data = $2 where seq_id = $1", Sql.Number(e.Sequence), Sql.Json(data)))));
    }
}
