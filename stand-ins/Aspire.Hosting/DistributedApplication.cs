using Aspire.Hosting.Engine;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting;

/// <summary>A described application. This one runs it on this machine, as processes on loopback.</summary>
public sealed class DistributedApplication : IAsyncDisposable
{
    private readonly IDistributedApplicationBuilder _builder;
    private readonly ConsoleOutput _output;
    private RunState? _state;
    private AppEngine? _engine;

    internal DistributedApplication(IDistributedApplicationBuilder builder)
    {
        _builder = builder;
        _output = ConsoleOutput.OfTerminal([.. builder.Resources]);
    }

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>
    /// Runs until it is told to stop (Ctrl-C, SIGTERM, the token) or every project has ended, then stops all in reverse order.
    /// With <c>--publisher manifest --output-path FILE</c> it writes the model's manifest instead. What fails is printed, and the process's exit code becomes 1.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = new StopSignals(cancellationToken);
        try
        {
            if (_builder.ExecutionContext.IsPublishMode)
                await ManifestPublisher.PublishAsync(_builder, stop.Token);
            else
                await RunToEndAsync(stop);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            _output.Note("Stopping.");
        }
        catch (DistributedApplicationException failure)
        {
            Environment.ExitCode = 1;
            _output.Failure(failure.Message, (failure as ResourceFailedException)?.LastLines ?? []);
        }
        finally
        {
            await StopAsync(CancellationToken.None);
        }
    }

    private async Task RunToEndAsync(StopSignals stop)
    {
        await StartAsync(stop.Hurry, stop.Token);
        _output.Note("Press Ctrl-C to stop.");
        if (!await _engine!.WaitForProjectsAsync(stop.Token))
            Environment.ExitCode = 1;
        _output.Note("Every project has ended.");
    }

    /// <summary>Returns when every resource is healthy.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => StartAsync(CancellationToken.None, cancellationToken);

    private async Task StartAsync(CancellationToken hurry, CancellationToken cancellationToken)
    {
        var configuration = _builder.Configuration;
        var folder = LocalFolders.OfAppHost(configuration, _builder.AppHostDirectory);
        _state = RunState.Open(folder);
        _engine = new AppEngine(new EngineContext(
            [.. _builder.Resources], configuration, _builder.ExecutionContext, EngineOptions.From(configuration), _output, _state, folder, hurry));
        await _engine.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_engine is not null)
            await _engine.StopAsync();
        _state?.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
