namespace JasperFx.Events.Protected;

/// <summary>Chooses the events to mask.</summary>
public interface IEventDataMasking
{
    IEventDataMasking IncludeStream(string streamKey);

    IEventDataMasking IncludeStream(string streamKey, Func<IEvent, bool> filter);

    /// <summary>A header for every event that is rewritten.</summary>
    IEventDataMasking AddHeader(string key, object value);
}
