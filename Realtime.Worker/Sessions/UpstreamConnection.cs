using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// One transport of a session with its two loops: one posts what upstream says, the other writes what waits in the outbox. A session has one
/// at a time, and more than one in its life where it is renewed.
/// </summary>
sealed class UpstreamConnection(UpstreamTransport transport, Outbox outbox, SessionBounds bounds, TimeProvider time) : IAsyncDisposable
{
    readonly CancellationTokenSource over = new();
    CancellationTokenSource pause = new();
    Func<Task> write = () => Task.CompletedTask;
    Task reading = Task.CompletedTask, writing = Task.CompletedTask;

    /// <param name="message">A message; its bytes are good until this completes.</param>
    /// <param name="last">How reading ended: a Close, or an error.</param>
    /// <param name="written">A text that upstream took.</param>
    /// <param name="failed">Writing failed.</param>
    public void Run(
        Func<ReadOnlyMemory<byte>, ValueTask> message, Func<SessionInput, ValueTask> last, Func<string, ValueTask> written, Action<UpstreamException> failed, Task begin)
    {
        reading = Read(message, last, begin);
        write = () => Write(written, failed);
        writing = write();
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

    /// <summary>After <see cref="StopWriting"/>: asks upstream to say when it has taken all that was written.</summary>
    /// <exception cref="UpstreamException">A write failed.</exception>
    public async Task Settle() => await transport.Send(UpstreamWriter.Settle(), over.Token);

    /// <summary>Goes on where <see cref="StopWriting"/> stopped.</summary>
    public void WriteOn()
    {
        pause.Dispose();
        pause = new CancellationTokenSource();
        writing = After(writing);

        async Task After(Task before)
        {
            await before;
            await write();
        }
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
