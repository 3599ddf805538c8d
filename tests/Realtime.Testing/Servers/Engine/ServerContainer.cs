using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Containers;

namespace Realtime.Testing.Servers.Engine;

/// <summary>
/// The container of one server. It keeps its port and its data until it is disposed. Testcontainers alone cannot kill a container and takes
/// a new port at each start.
/// </summary>
/// <param name="port">The port on which the server listens in its container.</param>
/// <param name="build">Builds the container. Its argument changes the engine's parameters; the container must apply it.</param>
sealed class ServerContainer(int port, Func<Action<CreateContainerParameters>, DockerContainer> build) : IAsyncDisposable
{
    const int Attempts = 5;
    DockerContainer? container;

    /// <summary>The server's port on <see cref="ContainerEngine.Host"/>.</summary>
    public int Port { get; private set; }

    DockerContainer Created => container ?? throw new InvalidOperationException("The container has not been started.");

    public Task Start() => container?.StartAsync() ?? Create();

    public Task Stop() => Created.StopAsync();

    public async Task Kill()
    {
        await ContainerEngine.Client.Containers.KillContainerAsync(Created.Id, new ContainerKillParameters { Signal = "SIGKILL" });
        await ContainerEngine.Client.Containers.WaitContainerAsync(Created.Id);
    }

    public Task Pause() => Created.PauseAsync();

    public Task Resume() => Created.UnpauseAsync();

    public Task<ExecResult> Run(params string[] command) => Created.ExecAsync(command);

    public Task Copy(byte[] content, string path) => Created.CopyAsync(content, path);

    async Task Create()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = LoopbackPort.Free();
            var next = build(Shape);
            try
            {
                await next.StartAsync();
                container = next;
                return;
            }
            catch (Exception e)
            {
                await next.DisposeAsync();
                if (attempt == Attempts || !IsPortTaken(e)) throw;
            }
        }
    }

    void Shape(CreateContainerParameters parameters)
    {
        var here = new PortBinding { HostIP = ContainerEngine.IsOnThisMachine ? "127.0.0.1" : "",
            HostPort = Port.ToString(CultureInfo.InvariantCulture) };
        (parameters.HostConfig ??= new HostConfig()).PortBindings = new Dictionary<string, IList<PortBinding>> { [$"{port}/tcp"] = [here] };
        foreach (var (name, value) in Leftovers.Labels) (parameters.Labels ??= new Dictionary<string, string>())[name] = value;
    }

    static bool IsPortTaken(Exception e) => e is DockerApiException
        && (e.Message.Contains("port is already allocated", StringComparison.Ordinal)
            || e.Message.Contains("address already in use", StringComparison.Ordinal));

    public ValueTask DisposeAsync() => container?.DisposeAsync() ?? ValueTask.CompletedTask;
}
