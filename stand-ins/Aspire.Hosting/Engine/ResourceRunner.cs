using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>Runs one resource of the model on this machine.</summary>
internal abstract class ResourceRunner(IResource resource) : IAsyncDisposable
{
    public IResource Resource => resource;

    /// <summary>What the table of endpoints says of it.</summary>
    public virtual string State => "Healthy";

    public virtual IEnumerable<string> Addresses => [];

    /// <summary>The exit code of a resource that ends by itself.</summary>
    public virtual Task<int> Completion { get; } = new TaskCompletionSource<int>().Task;

    /// <summary>Returns once the resource is running and healthy.</summary>
    /// <exception cref="ResourceFailedException">It cannot be, or was not in time.</exception>
    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Ends it within a bound, whatever state it is in, and leaves no process behind. Never throws.</summary>
    public abstract Task StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }
}
