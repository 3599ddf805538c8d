using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Realtime.Audit.Tests;

/// <summary>
/// Keeps the exception with which a service failed to start, as its host logs it. The factory that runs the service in this process may
/// throw another one, because the host is disposed at the same time.
/// </summary>
sealed class StartFailures : ILoggerProvider, ILogger
{
    readonly ConcurrentQueue<OptionsValidationException> wrongSettings = new();

    public OptionsValidationException? WrongSetting => wrongSettings.FirstOrDefault();

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is OptionsValidationException wrong) wrongSettings.Enqueue(wrong);
    }

    public void Dispose()
    {
        // There is nothing to dispose.
    }
}
