using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// One transport of a session with its two loops: one posts what the provider says, the other writes what waits in the queue. A session has
/// one at a time, and more than one in its life where it is renewed.
/// </summary>
/// <param name="number">Counts the transports of a session, from 1.</param>
sealed class UpstreamConnection(int number, UpstreamTransport transport, SendQueue queue, ICodec codec, SessionBounds bounds,
    TimeProvider time) : IAsyncDisposable
{
    readonly CancellationTokenSource over = new();
    CancellationTokenSource pause = new();
    Func<Task> write = () => Task.CompletedTask;
    Task reading = Task.CompletedTask, writing = Task.CompletedTask;

    /// <param name="message">A message; its bytes are good until this completes. False where nothing behind it counts.</param>
    /// <param name="post">How reading or writing ended.</param>
    /// <param name="begin">Reading waits for it.</param>
    public void Run(Func<ReadOnlyMemory<byte>, ValueTask<bool>> message, Func<Input, ValueTask> post, Task begin)
    {
        reading = Read(message, post, begin);
        write = () => Write(post);
        writing = write();
    }

    async Task Read(Func<ReadOnlyMemory<byte>, ValueTask<bool>> message, Func<Input, ValueTask> post, Task begin)
    {
        try
        {
            await begin.WaitAsync(over.Token);
            for (var counts = true; ;)
            {
                var received = await transport.Receive(over.Token);
                if (received.IsClose)
                {
                    await post(new Input.TransportClosed(number, codec.Meaning(received.CloseCode, received.CloseReason),
                        received.CloseCode, received.CloseReason));
                    return;
                }

                if (counts) counts = await message(received.Message);
            }
        }
        catch (UpstreamException e)
        {
            await post(new Input.TransportLost(number, e.Error));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Closed from this side.
        }
    }

    async Task Write(Func<Input, ValueTask> post)
    {
        try
        {
            await queue.Run(transport, command => post(new Input.Written(command)), pause.Token, over.Token);
        }
        catch (UpstreamException e)
        {
            await post(new Input.WriteFailed(number, e.Error));
        }
        catch (OperationCanceledException) when (pause.IsCancellationRequested || over.IsCancellationRequested)
        {
            // Closed from this side; another transport may go on with the queue.
        }
    }

    /// <summary>Stops writing between two messages, so that another connection can go on. False when a write hangs.</summary>
    async Task<bool> StopWriting()
    {
        await pause.CancelAsync();
        await Task.WhenAny(writing, Task.Delay(TimeSpan.FromMilliseconds(bounds.CloseMilliseconds), time));
        return writing.IsCompleted;
    }

    /// <summary>Stops writing, and asks the provider to say when it has taken all that was written.</summary>
    /// <exception cref="UpstreamException">A write failed.</exception>
    /// <exception cref="TimeoutException">A write hangs.</exception>
    public async Task PauseAndSettle()
    {
        if (!await StopWriting()) throw new TimeoutException("A write to the old transport hangs.");
        await transport.Send(codec.Settle(), over.Token);
    }

    /// <summary>Goes on writing after <see cref="PauseAndSettle"/>.</summary>
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
        transport.Abort();
        await Task.WhenAll(reading, writing);
        await transport.DisposeAsync(); // its buffer is nobody's by now
        over.Dispose();
        pause.Dispose();
    }
}
