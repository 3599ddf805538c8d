namespace JasperFx.Events.Projections;

/// <summary>When a projection runs; the package's third, live, is not here.</summary>
public enum ProjectionLifecycle
{
    /// <summary>In the transaction of the append.</summary>
    Inline = 0,

    /// <summary>By the daemon, after it.</summary>
    Async = 1,
}
