using Realtime.EventLog;
using Realtime.ServiceDefaults.Multiplexing;
using Realtime.ServiceDefaults.WebSockets;

namespace Realtime.Api.Workers;

/// <summary>A connection to a worker for the sockets of many sessions. It is opened when it is first needed, and again after a loss.</summary>
sealed partial class WorkerConnection(string worker, UpgradeConnector connector, SharedSecret secret, TimeProvider time,
    ILogger<WorkerConnection> logger) : IAsyncDisposable
{
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5), Forgotten = TimeSpan.FromMinutes(10);

    readonly Lock gate = new();
    Task<MuxConnection>? current;
    long usedAt = time.GetTimestamp();
    bool isDisposed;

    /// <summary>Whether nobody has used it for ten minutes, and it is not connected.</summary>
    public bool IsForgotten
    {
        get
        {
            lock (gate) return !IsUsable && time.GetElapsedTime(usedAt) > Forgotten;
        }
    }

    bool IsUsable => current is { IsCompleted: false } or { IsCompletedSuccessfully: true, Result.IsUsable: true };

    /// <exception cref="HttpRequestException">The worker does not answer, or refuses.</exception>
    public Task<MuxConnection> Get(CancellationToken ct)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            usedAt = time.GetTimestamp();
            if (!IsUsable) current = Connect();
            return current!.WaitAsync(ct);
        }
    }

    /// <summary>Not cancelled with a socket that waits for it: others wait too.</summary>
    async Task<MuxConnection> Connect()
    {
        await Task.Yield(); // not within the lock
        using var patience = new CancellationTokenSource(ConnectPatience, time);
        try
        {
            var stream = await connector.Connect(new Uri(worker + "/internal/sockets"),
                new Dictionary<string, string> { ["Authorization"] = "Bearer " + await secret.Get(patience.Token) },
                MuxConnection.Protocol, patience.Token);
            var connection = new MuxConnection(stream, time);
            using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => Watch(connection), CancellationToken.None);
            return connection;
        }
        catch (OperationCanceledException e)
        {
            throw new HttpRequestException($"The worker at {worker} did not answer in time.", e);
        }
    }

    async Task Watch(MuxConnection connection)
    {
        await connection.Ended;
        if (connection.Reason is { } reason && !isDisposed) LogLost(worker, reason);
        else LogClosed(worker);
        await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Task<MuxConnection>? last;
        lock (gate)
        {
            isDisposed = true;
            last = current;
        }

        if (last is null) return;
        await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (last.IsCompletedSuccessfully) await (await last).DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Lost a connection to the worker at {Worker}; the live sockets on it look for the owners of their sessions again: {Reason}")]
    partial void LogLost(string worker, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection to the worker at {Worker} is closed")]
    partial void LogClosed(string worker);
}
