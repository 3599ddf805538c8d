using System.Collections.Concurrent;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Workers;

/// <summary>One authenticated WebSocket to the owning worker for each session that is sent audio over HTTP.</summary>
sealed partial class WorkerLinks(Conversations conversations, SharedSecret secret, TimeProvider time, ILogger<WorkerLinks> logger) : IAsyncDisposable
{
    /// <summary>Until the session's owner, or the next one, answers.</summary>
    static readonly TimeSpan OwnerPatience = TimeSpan.FromSeconds(5);
    static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(1);
    static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    readonly ConcurrentDictionary<(ConversationKey Conversation, Guid Session), Lazy<Task<WorkerLink>>> links = new();

    /// <exception cref="SessionRefusedException">No such live session, it has not started, or nobody who owns it answers.</exception>
    public async Task SendAudio(ConversationKey conversation, Guid session, ReadOnlyMemory<byte> audio, CancellationToken ct)
    {
        var link = await Get(conversation, session, ct);
        if (await link.TrySend(audio, ct)) return;
        // The session ended or moved since: look once more.
        Forget(conversation, session);
        link = await Get(conversation, session, ct);
        if (!await link.TrySend(audio, ct)) throw new OwnerUnreachableException(session);
    }

    /// <summary>The end was requested: audio is refused from here on, even before the owner has heard of it.</summary>
    public void Drop(ConversationKey conversation, Guid session)
    {
        if (links.TryRemove((conversation, session), out var link) && link is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) link.Value.Result.Abort();
    }

    async Task<WorkerLink> Get(ConversationKey conversation, Guid session, CancellationToken ct)
    {
        var key = (conversation, session);
        while (true)
        {
            var link = links.GetOrAdd(key, _ => new Lazy<Task<WorkerLink>>(() => Open(conversation, session)));
            try
            {
                var open = await link.Value.WaitAsync(ct);
                if (open.IsOpen) return open;
                links.TryRemove(KeyValuePair.Create(key, link));
            }
            catch
            {
                if (link.Value.IsCompleted) links.TryRemove(KeyValuePair.Create(key, link));
                throw;
            }
        }
    }

    /// <summary>Between two owners nobody answers: the next one is waited for.</summary>
    async Task<WorkerLink> Open(ConversationKey conversation, Guid session)
    {
        using var patience = new CancellationTokenSource(OwnerPatience, time);
        try
        {
            while (true)
            {
                var owner = await Owner(conversation, session, patience.Token);
                if (await WorkerLink.Open(owner.Address, conversation, session, secret, ConnectPatience, patience.Token) is { } link)
                {
                    LogOpened(conversation, session);
                    _ = link.Closed.ContinueWith(_ => Forget(conversation, session), TaskScheduler.Default);
                    return link;
                }

                await Task.Delay(RetryPause, time, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new OwnerUnreachableException(session);
        }
    }

    async Task<SessionOwner> Owner(ConversationKey conversation, Guid session, CancellationToken ct)
    {
        var now = await conversations.Load(conversation, ct);
        if (now?.State.Live is not { } live || !live.Is(session) || live.Phase is SessionPhase.Ending) throw new SessionNotLiveException(session);
        return live is { HasStarted: true, Owner: { } owner } ? owner : throw new SessionNotStartedException(session);
    }

    void Forget(ConversationKey conversation, Guid session)
    {
        if (links.TryGetValue((conversation, session), out var link) && link.Value is { IsCompleted: true } opened
            && (!opened.IsCompletedSuccessfully || !opened.Result.IsOpen))
            links.TryRemove(KeyValuePair.Create((conversation, session), link));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in links.Values.Where(l => l.IsValueCreated && l.Value.IsCompletedSuccessfully))
            await (await link.Value).DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A link to the owner of {Session} in {Conversation} is open")]
    partial void LogOpened(string conversation, Guid session);
}
