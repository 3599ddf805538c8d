using System.IO.Pipes;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace Realtime.Testing.Servers.Engine;

/// <summary>The versions that an engine reports.</summary>
sealed record EngineVersion(string Version, string ApiVersion);

/// <summary>
/// Looks for a container engine where Testcontainers looks for one. Its request names no API version, so that an engine of any age answers.
/// </summary>
static class EngineProbe
{
    // Where there is no engine there is no socket, and the answer comes at once. An engine of a busy machine needs seconds, and a run that
    // then takes programs instead would not remove the containers of a killed run.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Null when no engine answers within thirty seconds.</summary>
    public static async Task<EngineVersion?> Find()
    {
        foreach (var endpoint in Endpoints())
        {
            if (await Ask(endpoint) is { } answer) return answer;
        }

        return null;
    }

    static IEnumerable<Uri> Endpoints()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host) return [new Uri(host)];
        if (OperatingSystem.IsWindows()) return [new Uri("npipe://./pipe/docker_engine")];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string?[] sockets =
        [
            "/var/run/docker.sock",
            Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? Path.Combine(runtime, "docker.sock") : null,
            Path.Combine(home, ".docker/run/docker.sock"),
            Path.Combine(home, ".docker/desktop/docker.sock"),
        ];
        return sockets.Where(File.Exists).Select(socket => new Uri("unix://" + socket));
    }

    static async Task<EngineVersion?> Ask(Uri endpoint)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var connections = new SocketsHttpHandler { UseProxy = false };
        if (endpoint.Scheme is "unix" or "npipe") connections.ConnectCallback = async (_, ct) => await Connect(endpoint, ct);
        using var http = new HttpClient(connections);
        try
        {
            var address = endpoint.Scheme is "tcp" ? new Uri($"http://{endpoint.Authority}/version") : new Uri("http://localhost/version");
            return await http.GetFromJsonAsync<EngineVersion>(address, patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or OperationCanceledException
            or System.Text.Json.JsonException)
        {
            return null; // There is no engine, or it does not answer.
        }
    }

    static async Task<Stream> Connect(Uri endpoint, CancellationToken ct)
    {
        if (endpoint.Scheme is "npipe")
        {
            var pipe = new NamedPipeClientStream(".", endpoint.Segments[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(ct);
            return pipe;
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.LocalPath), ct);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
