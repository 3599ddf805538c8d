namespace JasperFx.Events.Daemon;

/// <summary>Where async projections and subscriptions run.</summary>
public enum DaemonMode
{
    Disabled = 0,

    /// <summary>Here, whoever else runs them: for one node.</summary>
    Solo = 1,

    /// <summary>On one of several nodes, elected by an advisory lock.</summary>
    HotCold = 2,
}
