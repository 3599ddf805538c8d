namespace Marten;

/// <summary>A unit of work: everything queued is saved in one transaction.</summary>
public interface IDocumentSession : IDocumentOperations
{
    /// <summary>The user name that goes on the events.</summary>
    string? LastModifiedBy { get; set; }

    /// <summary>A header for every event of the save.</summary>
    void SetHeader(string key, object value);

    Task SaveChangesAsync(CancellationToken token = default);
}
