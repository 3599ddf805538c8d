using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Tests;

/// <summary>The app model, started in the test's process on free ports, without its dashboard.</summary>
internal sealed class TestedModel : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private readonly DistributedApplication _app;

    private TestedModel(DistributedApplication app) => _app = app;

    public ResourceNotificationService States => _app.ResourceNotifications;

    /// <summary>Starts it; returns while resources may still wait for others.</summary>
    public static async Task<TestedModel> StartAsync(params (string Setting, string Value)[] settings)
    {
        string[] arguments = ["--Parameters:postgres-password=not-a-secret", .. settings.Select(each => $"--{each.Setting}={each.Value}")];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(arguments);
        var app = await builder.BuildAsync();
        // The start does not return while a resource waits for another.
        _ = app.StartAsync();
        return new TestedModel(app);
    }

    /// <summary>Starts it; returns when the API is healthy.</summary>
    public static async Task<TestedModel> HealthyAsync(params (string Setting, string Value)[] settings)
    {
        var model = await StartAsync(settings);
        await model.States.WaitForResourceHealthyAsync("api").WaitAsync(Patience);
        return model;
    }

    public HttpClient Client(string service) => _app.CreateHttpClient(service, "http");

    /// <summary>Waits until the state of a resource satisfies the condition.</summary>
    public Task<ResourceEvent> UntilAsync(string resource, Func<CustomResourceSnapshot, bool> condition) =>
        States.WaitForResourceAsync(resource, change => condition(change.Snapshot)).WaitAsync(Patience);

    /// <summary>Waits for a line in a resource's log that contains the text.</summary>
    public async Task<string> LogLineAsync(string resource, string text)
    {
        using var bound = new CancellationTokenSource(Patience);
        var change = await UntilAsync(resource, _ => true);
        await foreach (var batch in _app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(change.ResourceId)
            .WithCancellation(bound.Token))
            if (batch.FirstOrDefault(line => line.Content.Contains(text, StringComparison.Ordinal)) is { Content: { } found }) return found;
        throw new UnreachableException();
    }

    public async Task<ExecuteCommandResult> CommandAsync(string resource, string command, params (string Name, string Value)[] arguments)
    {
        var result = await TryCommandAsync(resource, command, arguments);
        Assert.True(result.Success, $"{command}: {result.Message}");
        return result;
    }

    public Task<ExecuteCommandResult> TryCommandAsync(string resource, string command, params (string Name, string Value)[] arguments)
    {
        var inputs = arguments.Select(each => new InteractionInput { Name = each.Name, InputType = InputType.Text, Value = each.Value })
            .ToArray();
        return _app.ResourceCommands.ExecuteCommandAsync(Resource(resource), command, new InteractionInputCollection(inputs))
            .WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync().AsTask().WaitAsync(Patience);

    private IResource Resource(string name) =>
        _app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(each => each.Name == name);
}
