using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// One transport of a session with its two loops: one posts what upstream says, the other writes what waits in the outbox. A session has one
/// at a time, and more than one in its life where it is renewed.
/// </summary>
sealed class UpstreamConnection(UpstreamTransport transport, Outbox outbox, SessionBounds bounds, TimeProvider time) : IAsyncDisposable
{
    readonly CancellationTokenSource over = new();
    readonly CancellationTokenSource pause = new();
    Task reading = Task.CompletedTask, writing = Task.CompletedTask;

    /// <param name="message">A message; its bytes are good until this completes.</param>
    /// <param name="last">How reading ended: a Close, or an error.</param>
    /// <param name="written">A text that upstream took.</param>
    /// <param name="failed">Writing failed.</param>
    public void Run(
        Func<ReadOnlyMemory<byte>, ValueTask> message, Func<SessionInput, ValueTask> last, Func<string, ValueTask> written, Action<UpstreamException> failed, Task begin)
    {
        reading = Read(message, last, begin);
        writing = Write(written, failed);
    }

    async Task Read(Func<ReadOnlyMemory<byte>, ValueTask> message, Func<SessionInput, ValueTask> last, Task begin)
    {
        try
        {
            await begin.WaitAsync(over.Token);
            while (true)
            {
                var received = await transport.Receive(over.Token);
                if (received.IsClose)
                {
                    await last(new SessionInput.UpstreamClosed(this, received.CloseCode, received.CloseReason));
                    return;
                }

                await message(received.Message);
            }
        }
        catch (UpstreamException e)
        {
            await last(new SessionInput.UpstreamLost(this, e.Error));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Closed from this side.
        }
    }

    async Task Write(Func<string, ValueTask> written, Action<UpstreamException> failed)
    {
        try
        {
            await outbox.Run(transport, written, pause.Token, over.Token);
        }
        catch (UpstreamException e)
        {
            failed(e);
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested || over.IsCancellationRequested)
        {
            // Closed from this side; another transport may go on with the outbox.
        }
    }

    /// <summary>Stops writing between two messages, so that another connection can go on. False when a write hangs.</summary>
    public async Task<bool> StopWriting()
    {
        await pause.CancelAsync();
        await Task.WhenAny(writing, Task.Delay(TimeSpan.FromMilliseconds(bounds.CloseMilliseconds), time));
        return writing.IsCompleted;
    }

    /// <summary>A Close frame where writing does not hang, then the end of the connection, within the bounds.</summary>
    public async Task Close(string reason)
    {
        if (await StopWriting()) await transport.Close(reason, reading);
        transport.Abort();
    }

    /// <summary>Nothing of the connection is alive after this.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await pause.CancelAsync();
        await transport.DisposeAsync();
        await Task.WhenAll(reading, writing);
        over.Dispose();
        pause.Dispose();
    }
}
