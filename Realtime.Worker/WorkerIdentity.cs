using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults.Internal;

namespace Realtime.Worker;

/// <summary>
/// This worker's identity: an id that is new at every start and after every lost lease, and the address where APIs reach it.
/// </summary>
sealed class WorkerIdentity(IServer server, IOptions<WorkerOptions> options, InternalTls tls, IHostApplicationLifetime lifetime)
{
    /// <summary>The version of this program.</summary>
    public static readonly string Version =
        typeof(WorkerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    string workerId = NewId();

    public string WorkerId => Volatile.Read(ref workerId);

    /// <summary>Completes when the server listens and its address is known.</summary>
    public Task Ready { get; } = WhenStarted(lifetime);

    public string Address => (options.Value.Address ?? Listening()).TrimEnd('/');

    public void Renew() => Volatile.Write(ref workerId, NewId());

    string Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses
            .FirstOrDefault(address => !tls.IsConfigured || address.StartsWith("https:", StringComparison.Ordinal))
            ?? throw new InvalidOperationException(
                "The worker has no address: set ASPNETCORE_URLS, with Realtime:Internal:CertificatePath to an https address, or "
                + "Realtime:Worker:Address.");
        // A wildcard address becomes localhost; on several machines Realtime:Worker:Address must be set.
        return address.Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal).Replace("//*", "//localhost", StringComparison.Ordinal);
    }

    static string NewId() => Guid.CreateVersion7().ToString("N");

    static Task WhenStarted(IHostApplicationLifetime lifetime)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(started.SetResult);
        return started.Task;
    }
}
