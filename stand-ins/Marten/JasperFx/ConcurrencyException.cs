namespace JasperFx;

/// <summary>Somebody else wrote first: load again and decide again, in a new session.</summary>
public class ConcurrencyException : Exception
{
    public ConcurrencyException(Type docType, object id)
        : base($"Optimistic concurrency check failed for {docType?.FullName} #{id}")
    {
        DocType = docType?.FullName;
        Id = id;
    }

    public ConcurrencyException(string message) : base(message)
    {
    }

    public string? DocType { get; set; }

    public object? Id { get; set; }
}
