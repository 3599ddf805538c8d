using System.Collections.Concurrent;
using Docker.DotNet;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Images;

namespace Realtime.Testing.Servers.Engine;

/// <summary>The container engine of this machine, as Testcontainers uses it.</summary>
static class ContainerEngine
{
    const string ApiVersionVariable = "DOCKER_API_VERSION";

    /// <summary>The image of Testcontainers' reaper. Testcontainers does not publish the name.</summary>
    const string Reaper = "testcontainers/ryuk:0.14.0";

    /// <summary>The oldest API version that Testcontainers uses unless told otherwise.</summary>
    static readonly Version OwnApi = new(1, 44);

    static readonly TimeSpan ReadinessInterval = TimeSpan.FromMilliseconds(200);
    static readonly Lazy<Task<EngineVersion?>> Found = new(Prepare);
    static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Missing = new();
    static readonly Lazy<DockerClient> Connected =
        new(() => TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder(Guid.NewGuid()).Build());

    /// <summary>The engine's API, for calls that Testcontainers does not have.</summary>
    public static DockerClient Client => Connected.Value;

    public static async Task<string> Describe() =>
        await Found.Value is { } engine ? $"engine {engine.Version}, API {engine.ApiVersion}" : "no engine";

    public static bool IsOnThisMachine =>
        TestcontainersSettings.OS.DockerEndpointAuthConfig.Endpoint is { IsLoopback: true } or { Scheme: not "tcp" };

    /// <summary>The host on which tests reach the ports of containers.</summary>
    public static string Host => IsOnThisMachine ? "127.0.0.1" : TestcontainersSettings.OS.DockerEndpointAuthConfig.Endpoint.Host;

    /// <summary>Pulls the image if needed. Null when containers of it can start, else the reason why not.</summary>
    public static Task<string?> WhyNot(string image) => Missing.GetOrAdd(image, name => new(() => Look(name))).Value;

    static async Task<string?> Look(string image) =>
        await Found.Value is null ? "no container engine answers" : await EngineImages.WhyNot(Client, image);

    // Testcontainers reads its settings only once, at its first use.
    static async Task<EngineVersion?> Prepare()
    {
        if (await EngineProbe.Find() is not { } engine) return null;
        if (Version.TryParse(engine.ApiVersion, out var api) && api < OwnApi
            && Environment.GetEnvironmentVariable(ApiVersionVariable) is null)
            Environment.SetEnvironmentVariable(ApiVersionVariable, engine.ApiVersion);

        TestcontainersSettings.WaitStrategyInterval = ReadinessInterval;

        // The reaper removes the containers of a killed run. Without its image the next run removes them.
        if (TestcontainersSettings.ResourceReaperEnabled)
        {
            TestcontainersSettings.ResourceReaperImage ??= new DockerImage(Reaper);
            TestcontainersSettings.ResourceReaperEnabled =
                await EngineImages.WhyNot(Client, TestcontainersSettings.ResourceReaperImage.FullName) is null;
        }

        await Leftovers.Remove(Client);
        return engine;
    }
}
