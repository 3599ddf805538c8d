namespace JasperFx.Events;

/// <summary>What streams are keyed by; the package's other value, a Guid, is not here.</summary>
public enum StreamIdentity
{
    AsString = 1,
}
