using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Realtime.Audit.Tests;

/// <summary>
/// Why a service did not start, as its host logs it: the factory that runs it in this process may tell of the host's disposal instead,
/// where that overtakes it.
/// </summary>
sealed class StartFailures : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<OptionsValidationException> wrongSettings = new();

    public OptionsValidationException? WrongSetting => wrongSettings.FirstOrDefault();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is OptionsValidationException wrong) wrongSettings.Enqueue(wrong);
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
