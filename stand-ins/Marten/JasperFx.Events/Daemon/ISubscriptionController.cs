namespace JasperFx.Events.Daemon;

/// <summary>Tells a subscription whose page it is given.</summary>
public interface ISubscriptionController
{
    ErrorHandlingOptions ErrorOptions { get; }
}
