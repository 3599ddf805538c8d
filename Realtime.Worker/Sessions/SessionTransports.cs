using System.Diagnostics;
using Realtime.EventLog;
using Realtime.Sessions.Machine;
using Realtime.Worker.Live;
using Realtime.Worker.Telemetry;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// The transports of one session, by their numbers: the current one, one that is being opened, and former ones that are being closed. Only
/// the session's loop calls it.
/// </summary>
/// <param name="post">Takes their inputs, in order.</param>
sealed class SessionTransports(
    OwnedSession session, SessionServices services, SessionTelemetry telemetry, SendQueue queue, LiveTraffic live,
    Func<Input, int, ValueTask> post, CancellationToken over)
{
    static readonly TimeSpan ReadPause = TimeSpan.FromMilliseconds(500);

    readonly SessionBounds bounds = services.Bounds.Value;
    readonly Dictionary<int, UpstreamConnection> connections = [];
    readonly Dictionary<int, (Task<UpstreamTransport> Handshake, CancellationTokenSource Wanted)> opening = [];
    Task closing = Task.CompletedTask;

    /// <summary>The configuration that was restored on the current transport.</summary>
    public Realtime.Sessions.UpstreamConfigured? InForce { get; private set; } = session.Replay?.InForce;

    public void Open(int number)
    {
        var wanted = CancellationTokenSource.CreateLinkedTokenSource(over);
        var handshake = number == 1
            ? Traced(() => telemetry.Trace.OfStart("realtime.connect", ActivityKind.Client), First, wanted.Token)
            : Traced(() => telemetry.Trace.Later("realtime.connect", ActivityKind.Client)?.SetTag("realtime.transport", number), Next,
                wanted.Token);
        opening[number] = (handshake, wanted);
        _ = Report(number, handshake, services.Time.GetTimestamp());
    }

    static async Task<UpstreamTransport> Traced(Func<Activity?> begin, Func<CancellationToken, Task<UpstreamTransport>> open,
        CancellationToken ct)
    {
        using var span = begin();
        try
        {
            return await open(ct);
        }
        catch (UpstreamException e)
        {
            SessionTrace.Failed(span, e.Error);
            throw;
        }
    }

    /// <summary>Opens a transport that takes the place of another later.</summary>
    Task<UpstreamTransport> Next(CancellationToken ct) => services.Connector.Open(session, ct);

    /// <summary>Opens the first transport, as the last part of the claim's trace.</summary>
    async Task<UpstreamTransport> First(CancellationToken ct)
    {
        var transport = await services.Connector.Open(session, ct);
        try
        {
            using var update = telemetry.Trace.OfFirstUpdate();
            await Tell(transport, ct);
            return transport;
        }
        catch
        {
            await transport.DisposeAsync();
            throw;
        }
    }

    async Task Tell(UpstreamTransport transport, CancellationToken ct)
    {
        if (session.Replay is null)
        {
            await UpstreamConnector.Tell(transport, session, null, ct);
            return;
        }

        using var past = await Past(ct);
        await UpstreamConnector.Tell(transport, session, past.Replay(), ct);
    }

    /// <summary>
    /// Reads what the last owner had recorded at the takeover. Retries while the database is unavailable, which ends no session.
    /// </summary>
    async Task<SessionPast> Past(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await services.History.Read(
                    session.Conversation, session.SessionId, session.Codec, session.RequestedVersion, ct, upTo: session.FollowFrom);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && LogFailures.IsAway(e))
            {
                await Task.Delay(ReadPause, services.Time, ct);
            }
        }
    }

    async Task Report(int number, Task<UpstreamTransport> handshake, long begun)
    {
        try
        {
            await handshake;
            var took = services.Time.GetElapsedTime(begun);
            telemetry.Metrics.Connected(number == 1, "opened", took);
            await post(new Input.TransportOpened(number, (long)Math.Round(took.TotalMilliseconds)), 0);
        }
        catch (UpstreamException e)
        {
            telemetry.Metrics.Connected(number == 1, "failed", services.Time.GetElapsedTime(begun));
            await post(new Input.TransportFailed(number, e.Error), 0);
        }
        catch (OperationCanceledException)
        {
            // This side gave the handshake up.
        }
        catch (Exception)
        {
            await post(new Input.TransportFailed(number, WorkerErrors.Failed), 0);
        }
    }

    /// <summary>Starts reading and writing. A session that a live driver started is silent until the driver is attached.</summary>
    public async Task Listen(int number, Task begin)
    {
        var (handshake, wanted) = opening[number];
        opening.Remove(number);
        wanted.Dispose();
        var connection = new UpstreamConnection(number, await handshake, queue, session.Codec, bounds, services.Time);
        connections[number] = connection;
        connection.Run(bytes => live.Hear(number, bytes), input => post(input, 0), begin);
    }

    public void Settle(int number, bool andPause)
    {
        if (andPause) _ = PauseAndSettle(connections[number]);
        else queue.TrySend(session.Codec.Settle());
    }

    async Task PauseAndSettle(UpstreamConnection connection)
    {
        try
        {
            await connection.PauseAndSettle();
        }
        catch (Exception e) when (e is UpstreamException or TimeoutException or OperationCanceledException or ObjectDisposedException)
        {
            await post(new Input.SettleFailed(e.Message), 0);
        }
    }

    public void Continue(int number)
    {
        if (connections.TryGetValue(number, out var connection)) connection.WriteOn();
    }

    /// <summary>Restores the conversation on the new transport, which then replaces the old one.</summary>
    public async Task<Input> Switch(int to, bool isSettled)
    {
        using var span = telemetry.Trace.Later("realtime.renewal", ActivityKind.Internal)?.SetTag("realtime.transport", to);
        try
        {
            await session.Entry.Flushed.WaitAsync(TimeSpan.FromMilliseconds(bounds.ConnectMilliseconds), services.Time, over);
            using var past =
                await services.History.Read(session.Conversation, session.SessionId, session.Codec, session.RequestedVersion, over);
            var replay = past.Replay();
            var next = await opening[to].Handshake;
            await UpstreamConnector.Tell(next, session, replay, over);
            foreach (var text in isSettled ? [] : replay.Unanswered)
                await next.Send(session.Codec.Encode(new UpstreamCommand.Say(text)), over);
            (InForce, live.Replayed) = (replay.InForce, replay.ItemIds);
            await Listen(to, Task.CompletedTask);
            return new Input.Switched(replay.Messages.Count, replay.NotRestored, replay.ItemIds, IsRestored: replay.InForce is not null);
        }
        catch (Exception e) when (e is UpstreamException or TimeoutException or Npgsql.NpgsqlException)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            return new Input.SwitchFailed(e.Message);
        }
    }

    /// <summary>Begins to close a transport, or gives up opening it.</summary>
    public void Close(int number, string reason)
    {
        if (connections.Remove(number, out var connection)) closing = Task.WhenAll(closing, Close(connection, reason));
        else if (opening.Remove(number, out var given)) closing = Task.WhenAll(closing, GiveUp(given.Handshake, given.Wanted));
    }

    /// <summary>Closes all transports; completes when they are closed, within the bounds.</summary>
    public Task CloseAll(string reason)
    {
        foreach (var number in (int[])[.. connections.Keys, .. opening.Keys]) Close(number, reason);
        return closing;
    }

    static async Task Close(UpstreamConnection connection, string reason)
    {
        await connection.Close(reason);
        await connection.DisposeAsync();
    }

    static async Task GiveUp(Task<UpstreamTransport> handshake, CancellationTokenSource wanted)
    {
        await wanted.CancelAsync();
        await ((Task)handshake).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (handshake.IsCompletedSuccessfully) await (await handshake).DisposeAsync();
        wanted.Dispose();
    }
}
