using System.Collections.Concurrent;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Images;

namespace Realtime.Testing.Servers.Engine;

/// <summary>The container engine of this machine, as Testcontainers uses it.</summary>
static class ContainerEngine
{
    const string ApiVersionVariable = "DOCKER_API_VERSION";

    /// <summary>Testcontainers' own, which it tells nobody.</summary>
    const string Reaper = "testcontainers/ryuk:0.14.0";

    /// <summary>The oldest API that Testcontainers speaks by itself.</summary>
    static readonly Version OwnApi = new(1, 44);

    static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(200);
    static readonly Lazy<Task<EngineVersion?>> Found = new(Prepare);
    static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Missing = new();
    static readonly Lazy<DockerClient> Connected = new(() => TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder(Guid.NewGuid()).Build());

    /// <summary>For what Testcontainers has no call for.</summary>
    public static DockerClient Client => Connected.Value;

    public static async Task<string> Describe() => await Found.Value is { } engine ? $"engine {engine.Version}, API {engine.ApiVersion}" : "no engine";

    public static bool IsOnThisMachine => TestcontainersSettings.OS.DockerEndpointAuthConfig.Endpoint is { IsLoopback: true } or { Scheme: not "tcp" };

    /// <summary>Where ports of containers are reached.</summary>
    public static string Host => IsOnThisMachine ? "127.0.0.1" : TestcontainersSettings.OS.DockerEndpointAuthConfig.Endpoint.Host;

    /// <summary>Why no container of this image can be had; null where it can, and its image is here then.</summary>
    public static Task<string?> WhyNot(string image) => Missing.GetOrAdd(image, name => new(() => Look(name))).Value;

    static async Task<string?> Look(string image) =>
        await Found.Value is null ? "no container engine answers" : await EngineImages.WhyNot(Client, image);

    // Testcontainers reads its settings at its first use and once: they are made first.
    static async Task<EngineVersion?> Prepare()
    {
        if (await EngineProbe.Find() is not { } engine) return null;
        if (Version.TryParse(engine.ApiVersion, out var api) && api < OwnApi && Environment.GetEnvironmentVariable(ApiVersionVariable) is null)
            Environment.SetEnvironmentVariable(ApiVersionVariable, engine.ApiVersion);

        TestcontainersSettings.WaitStrategyInterval = ReadinessInterval;

        // A reaper removes what a killed run leaves behind; where its image cannot be had, the next run does.
        if (TestcontainersSettings.ResourceReaperEnabled)
        {
            TestcontainersSettings.ResourceReaperImage ??= new DockerImage(Reaper);
            TestcontainersSettings.ResourceReaperEnabled = await EngineImages.WhyNot(Client, TestcontainersSettings.ResourceReaperImage.FullName) is null;
        }

        await Leftovers.Remove(Client);
        return engine;
    }
}
