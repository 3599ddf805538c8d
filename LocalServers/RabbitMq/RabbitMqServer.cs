using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace LocalServers.RabbitMq;

/// <summary>
/// A throwaway broker from this machine's programs. It listens only on 127.0.0.1, and keeps its port and its data when it is stopped or
/// killed.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    const string User = "realtime";
    static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    readonly RabbitMqPrograms programs;
    readonly RabbitMqNode node;
    readonly string password = RandomNumberGenerator.GetHexString(24);
    NodeProcess? portMapper;
    NodeProcess? broker;

    RabbitMqServer(RabbitMqPrograms programs, IReadOnlyList<string> virtualHosts)
    {
        this.programs = programs;
        var ports = FreePorts(3);
        node =
            new RabbitMqNode($"throwaway{ports[0]}", Directory.CreateTempSubdirectory("rabbitmq-").FullName, ports[0], ports[1], ports[2]);
        var definitions = Path.Combine(node.Folder, "definitions.json");
        File.WriteAllText(definitions, VirtualHosts.Definitions(virtualHosts, User, password));
        File.WriteAllText(node.ConfigurationFile, node.Configuration(User, password) + $"load_definitions = {definitions}\n");
    }

    public int Port => node.Port;

    /// <summary>The broker's process; it changes with every start.</summary>
    public int ProcessId => broker?.Id ?? throw new InvalidOperationException("The broker is not started.");

    /// <param name="virtualHosts">Names of virtual hosts. A client of one sees no messages of another.</param>
    public static async Task<RabbitMqServer> CreateAsync(params IReadOnlyList<string> virtualHosts)
    {
        var server =
            new RabbitMqServer(RabbitMqPrograms.Find() ?? throw new InvalidOperationException(RabbitMqPrograms.WhyNot), virtualHosts);
        await server.StartAsync();
        return server;
    }

    /// <summary>The value for ConnectionStrings:messaging.</summary>
    public string ConnectionString(string virtualHost) => $"amqp://{User}:{password}@127.0.0.1:{Port}/{virtualHost}";

    /// <summary>Starts it; returns when it answers.</summary>
    /// <exception cref="InvalidOperationException">
    /// It ended before it answered, or did not answer within three minutes. The message has its last lines.
    /// </exception>
    public async Task StartAsync()
    {
        // A port mapper in the foreground, which ends with the test. The one that Erlang would start runs for ever.
        portMapper ??= NodeProcess.Start(programs.PortMapper, node);
        broker?.Dispose();
        broker = NodeProcess.Start(programs.Server, node);
        var since = Stopwatch.GetTimestamp();
        while (!await AmqpGreeting.IsAnsweredAsync(Port, CancellationToken.None))
        {
            if (broker.HasExited) throw new InvalidOperationException($"RabbitMQ ended before it answered.\n{broker.LastLines}");
            if (Stopwatch.GetElapsedTime(since) > StartPatience)
                throw new InvalidOperationException($"RabbitMQ did not answer within {StartPatience}.\n{broker.LastLines}");
            await Task.Delay(Look);
        }
    }

    public Task StopAsync() => broker?.Stop() ?? Task.CompletedTask;

    public Task KillAsync() => broker?.Kill() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        var processes = new[] { broker, portMapper }.OfType<NodeProcess>().ToList();
        foreach (var process in processes) await process.Kill();
        Directory.Delete(node.Folder, recursive: true);
        foreach (var process in processes) process.Dispose(); // last: until then their shells clean up if this process is killed
    }

    /// <summary>Ports below the range for outgoing connections, so that a stopped broker's port is still free at its next start.</summary>
    static int[] FreePorts(int count) =>
        [.. Enumerable.Range(0, int.MaxValue).Select(_ => RandomNumberGenerator.GetInt32(10_000, 32_000)).Distinct().Where(IsFree)
            .Take(count)];

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
