using System.Runtime.InteropServices;

namespace Aspire.Hosting.Engine;

/// <summary>Ctrl-C, a request to terminate, a closed terminal, or the death of the <c>dotnet run</c> that started the host.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _hurry = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        PosixSignal[] signals = OperatingSystem.IsWindows()
            ? [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]
            : [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
        _ = ParentWatch.OrphanedAsync(_stop);
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Cancelled by a second signal: whoever sends one does not want to wait.</summary>
    public CancellationToken Hurry => _hurry.Token;

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var registration in _registrations)
            registration.Dispose();
        _hurry.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        (_stop.IsCancellationRequested ? _hurry : _stop).Cancel();
    }
}
