using System.Net.WebSockets;
using Realtime.Simulator.Faults;
using Realtime.Simulator.Protocol;

namespace Realtime.Simulator.Connections;

/// <summary>The WebSocket of one client, from the accepted handshake until it is closed.</summary>
internal sealed partial class Connection(
    WebSocket socket, Wire wire, ConnectionRecord record, SimulatorOptions options, TimeProvider time, ILogger<Connection> logger)
{
    private readonly FaultTrigger trigger = new(record.Request.Fault);

    public Outbox Outbox { get; } = new(socket, wire, record);

    public Wire Wire => wire;

    /// <summary>Never answer the client's Close frame.</summary>
    public bool NeverAnswersClose { get; set; }

    /// <summary>Reset the connection when the client's next message arrives.</summary>
    public bool ResetsOnNextMessage { get; set; }

    /// <summary>The field for which the client's next session.update is refused; null when it is not.</summary>
    public string? RefusesNextUpdate { get; set; }

    /// <summary>Runs until the connection has closed; returns how it ended.</summary>
    public async Task<string> RunAsync(CancellationToken stopping)
    {
        record.Connection = this;
        LogOpened(record.Id, record.Request.Model);
        using var stop = stopping.Register(() => _ = CloseAsync(1001, "The simulator is stopping."));
        using var limit = time.CreateTimer(
            _ => _ = ExpireAsync(), null, TimeSpan.FromSeconds(record.Request.LimitSeconds ?? options.SessionLimitSeconds),
            Timeout.InfiniteTimeSpan);
        await using var session = new RealtimeSession(Outbox, options, time);
        var outcome = await ConverseAsync(session);
        LogClosed(record.Id, outcome);
        return outcome;
    }

    private async Task<string> ConverseAsync(RealtimeSession session)
    {
        try
        {
            if (trigger.IsAtOnce)
                await BreakAsync(trigger.Fault);
            using (await Outbox.TakeTurnAsync())
                await session.OpenAsync();
            return await ReceiveAsync(session);
        }
        catch (MessageTooBigException)
        {
            await CloseAsync(1009, "The message is too big.");
            return "message too big";
        }
        catch (Exception lost) when (Loss.Is(lost))
        {
            if (!wire.IsHungUp)
                wire.Abort();
            return record.IsFaulted ? "broken by the simulator" : "lost";
        }
        catch (Exception broken)
        {
            LogFailed(broken, record.Id);
            wire.Abort();
            return "failed";
        }
    }

    private async Task<string> ReceiveAsync(RealtimeSession session)
    {
        using var reader = new MessageReader(socket, options.MaxMessageBytes);
        while (true)
        {
            var message = await reader.ReadAsync();
            if (ResetsOnNextMessage)
                wire.Reset();
            if (message.Type == WebSocketMessageType.Close)
                return await FinishAsync();
            if (record.HasSentClose)
                continue;

            var received = ClientEvent.Read(message);
            using (await Outbox.TakeTurnAsync())
                await AnswerAsync(session, received);
            record.Received(received.Type, message.Bytes.Length);
            if (record.Request.IsScripted && received.IsReadable && received.Type != ClientEvent.Append)
                record.Keep(received.Body());

            if (session.TakeFault() is { } asked)
                await BreakAsync(asked);
            if (trigger.FiresAfter(received.Type))
                await BreakAsync(trigger.Fault);
        }
    }

    private ValueTask AnswerAsync(RealtimeSession session, ClientEvent received)
    {
        if (RefusesNextUpdate is not { } field || received.Type != "session.update")
            return session.HandleAsync(received);

        RefusesNextUpdate = null;
        return Outbox.SendErrorAsync("invalid_request_error", "invalid_value", "The configuration was not accepted.", field,
            received.EventId);
    }

    private async Task<string> FinishAsync()
    {
        record.ReceivedClose((int?)socket.CloseStatus, socket.CloseStatusDescription);
        if (record.HasSentClose)
            return "closed by the simulator";
        if (NeverAnswersClose)
            await Task.Delay(Timeout.Infinite, wire.Closed);

        await CloseAsync((int)(socket.CloseStatus ?? WebSocketCloseStatus.Empty), socket.CloseStatusDescription);
        return "closed by the client";
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Session} opened for model {Model}")]
    private partial void LogOpened(string session, string model);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Session} closed: {Outcome}")]
    private partial void LogClosed(string session, string outcome);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Session} inflicts the fault that was asked for: {Fault}")]
    private partial void LogFault(string session, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Session} failed because of an error in the simulator; its connection is aborted")]
    private partial void LogFailed(Exception exception, string session);
}
