using Realtime.Testing.Services;

namespace Realtime.Testing.Faults;

/// <summary>A place for one process of a service. When it is killed or stopped, another starts in its place, in the background.</summary>
/// <param name="first">The process that takes it first.</param>
internal sealed class Seat(ServiceProcess first, Func<Task<ServiceProcess>> start)
{
    /// <summary>The process, once it is healthy.</summary>
    public Task<ServiceProcess> Running { get; private set; } = Task.FromResult(first);

    public async Task Kill()
    {
        await (await Running).Kill();
        Running = start();
    }

    public async Task Stop()
    {
        await (await Running).Stop();
        Running = start();
    }
}
