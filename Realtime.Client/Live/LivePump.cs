using System.Globalization;
using Realtime.Client.Http;

namespace Realtime.Client.Live;

/// <summary>Reads a session's live socket into a queue, over as many connections as it takes.</summary>
sealed class LivePump(Calls calls, RealtimeSession session, LiveOptions options, LiveQueue queue)
{
    readonly Outage outage = new(calls.Options);
    long? position = options.After ?? session.Accepted?.Version;
    TaskCompletionSource<LiveConnection> current = New();
    volatile bool isClosing;

    /// <summary>The open connection; waits for it while there is none, and fails once there will be none.</summary>
    public Task<LiveConnection> Connection => Volatile.Read(ref current).Task;

    /// <summary>Opens the first connection. A refusal that time may mend is tried again.</summary>
    public Task Begin(CancellationToken ct) => Open(isReturn: false, ct);

    /// <summary>Runs until the session has ended, no connection would do better, or the client disposes it.</summary>
    public async Task Run(CancellationToken ct)
    {
        Exception? failure = null;
        try
        {
            while (await Read(await Connection, ct) is { } loss)
            {
                Volatile.Write(ref current, New());
                await outage.Wait(loss, null, ct);
                await Open(isReturn: true, ct);
                await queue.Add(new Reconnected(loss.CloseCode), 0, ct);
            }
        }
        catch (Exception e)
        {
            failure = e is OperationCanceledException && ct.IsCancellationRequested ? null : e;
        }
        finally
        {
            Finish(failure);
        }
    }

    /// <summary>Closes the connection for good.</summary>
    public async Task Close()
    {
        isClosing = true;
        if (Connection is { IsCompletedSuccessfully: true } open) await (await open).Close();
    }

    async Task Open(bool isReturn, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var connection = await LiveConnection.Open(calls, Path(isReturn), ct);
                outage.Opened();
                Volatile.Read(ref current).SetResult(connection);
                return;
            }
            catch (Exception e) when (Outage.MayPass(e))
            {
                await outage.Wait(e, null, ct);
            }
        }
    }

    string Path(bool isReturn)
    {
        var after = position?.ToString(CultureInfo.InvariantCulture) ?? (isReturn ? "now" : null);
        return $"{Paths.Session(session.Conversation, session.Id)}/live?marks=true{(options.Drive ? "" : "&drive=false")}"
            + $"{(options.InModelProtocol ? "&view=openai" : "")}{(after is null ? "" : $"&after={after}")}";
    }

    /// <summary>Reads one connection to its end; null if the session has ended, else why the connection is lost.</summary>
    async Task<LiveLoss?> Read(LiveConnection connection, CancellationToken ct)
    {
        using (connection)
        {
            try
            {
                while (await connection.Receive(ct) is { } received)
                {
                    if (IsKnown(received.Message)) continue;
                    await queue.Add(received.Message, received.Bytes, ct);
                    outage.Over();
                    if (received.Message is not LoggedMessage { Event: { Type: EventType.SessionEnded } end }
                        || end.SessionId != session.Id) continue;
                    await connection.Close();
                    return null;
                }
            }
            catch (IOException e)
            {
                outage.Closed();
                return isClosing ? null : new LiveLoss(connection.CloseCode, e);
            }

            outage.Closed();
            if (isClosing) return null;
            await connection.Close();
            return LiveCloseCode.MayReturn(connection.CloseCode)
                ? new LiveLoss(connection.CloseCode, null)
                : throw new LiveClosedException(connection.CloseCode, connection.CloseReason);
        }
    }

    /// <summary>Whether the client has it already; else it moves the position.</summary>
    bool IsKnown(LiveMessage message)
    {
        // The end is never known already: no socket goes on after it.
        if (message is LoggedMessage { Event: { Version: var version, Type: not EventType.SessionEnded } }
            && version <= position) return true;
        if (message.Position is { } reached) position = Math.Max(position ?? 0, reached);
        return false;
    }

    void Finish(Exception? failure)
    {
        queue.Complete(failure);
        var over = new IOException("The live session is over: nothing more is sent.", failure);
        var last = Volatile.Read(ref current);
        if (!last.TrySetException(over))
        {
            last = New();
            last.SetException(over);
            Volatile.Write(ref current, last);
        }

        _ = last.Task.Exception; // nobody may be waiting
    }

    static TaskCompletionSource<LiveConnection> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
