using System.Collections.Concurrent;
using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Workers;

/// <summary>One socket to the owner of each session that gets audio over HTTP.</summary>
sealed partial class AudioConnections(SessionOwners owners, OwnerConnector connector, TimeProvider time,
    ILogger<AudioConnections> logger) : IAsyncDisposable
{
    /// <summary>How long the session's owner, or the next one, may take to answer.</summary>
    static readonly TimeSpan OwnerPatience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1);
    static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    readonly ConcurrentDictionary<(ConversationKey Conversation, Guid Session), Lazy<Task<AudioConnection>>> connections = new();

    /// <exception cref="SessionRefusedException">The session is not live, has not started, or its owner does not answer.</exception>
    public async Task SendAudio(ConversationKey conversation, Guid session, ReadOnlyMemory<byte> audio, CancellationToken ct)
    {
        var connection = await Get(conversation, session, ct);
        if (await connection.TrySend(audio, ct)) return;
        // The session ended or moved: look up its owner once more.
        Forget(conversation, session);
        connection = await Get(conversation, session, ct);
        if (!await connection.TrySend(audio, ct)) throw new OwnerUnreachableException(session);
    }

    /// <summary>Closes the connection once an end is requested: audio is refused even before the owner knows of the end.</summary>
    public void Drop(ConversationKey conversation, Guid session)
    {
        if (connections.TryRemove((conversation, session), out var connection)
            && connection is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            connection.Value.Result.Abort();
    }

    async Task<AudioConnection> Get(ConversationKey conversation, Guid session, CancellationToken ct)
    {
        var key = (conversation, session);
        while (true)
        {
            var connection = connections.GetOrAdd(key, _ => new Lazy<Task<AudioConnection>>(() => Open(conversation, session)));
            try
            {
                var open = await connection.Value.WaitAsync(ct);
                if (open.IsOpen) return open;
                connections.TryRemove(KeyValuePair.Create(key, connection));
            }
            catch
            {
                if (connection.Value.IsCompleted) connections.TryRemove(KeyValuePair.Create(key, connection));
                throw;
            }
        }
    }

    /// <summary>Waits for the next owner while a session moves.</summary>
    async Task<AudioConnection> Open(ConversationKey conversation, Guid session)
    {
        using var patience = new CancellationTokenSource(OwnerPatience, time);
        try
        {
            while (true)
            {
                var owner = await owners.Of(conversation, session, patience.Token);
                if (await AudioConnection.Open(owner.Address, conversation, session, connector, ConnectPatience,
                    patience.Token) is { } connection)
                {
                    LogOpened(conversation, session);
                    _ = connection.Closed.ContinueWith(_ => Forget(conversation, session), TaskScheduler.Default);
                    return connection;
                }

                await Task.Delay(RetryPause, time, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new OwnerUnreachableException(session);
        }
    }

    void Forget(ConversationKey conversation, Guid session)
    {
        if (connections.TryGetValue((conversation, session), out var connection) && connection.Value is { IsCompleted: true } opened
            && (!opened.IsCompletedSuccessfully || !opened.Result.IsOpen))
            connections.TryRemove(KeyValuePair.Create((conversation, session), connection));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections.Values.Where(l => l.IsValueCreated && l.Value.IsCompletedSuccessfully))
            await (await connection.Value).DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Opened a connection for audio to the owner of session {Session} in {Conversation}")]
    partial void LogOpened(string conversation, Guid session);
}
