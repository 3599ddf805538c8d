namespace Marten.Events;

/// <summary>Which metadata columns the events have.</summary>
public sealed class MetadataConfig
{
    public bool CorrelationIdEnabled { get; set; }

    public bool CausationIdEnabled { get; set; }

    public bool HeadersEnabled { get; set; }

    /// <summary>Not among those of <see cref="EnableAll"/>.</summary>
    public bool UserNameEnabled { get; set; }

    public void EnableAll() => CorrelationIdEnabled = CausationIdEnabled = HeadersEnabled = true;
}
