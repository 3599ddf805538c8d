using Realtime.ServiceDefaults.WebSockets;
using Realtime.Sessions.Machine;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Sessions;

/// <summary>
/// One transport of a session with its two loops: one posts what the provider sends, the other writes the queue's messages. A session has
/// one at a time, and a further one after each renewal.
/// </summary>
/// <param name="number">Counts the transports of a session, from 1.</param>
sealed class UpstreamConnection(int number, UpstreamTransport transport, SendQueue queue, ICodec codec, SessionBounds bounds,
    TimeProvider time) : IAsyncDisposable
{
    readonly CancellationTokenSource over = new();
    CancellationTokenSource pause = new();
    Func<Task> write = () => Task.CompletedTask;
    Task reading = Task.CompletedTask, writing = Task.CompletedTask;

    /// <param name="message">Takes a message, whose bytes are valid until this completes. False if later messages do not count.</param>
    /// <param name="post">Takes the input that says how reading or writing ended.</param>
    /// <param name="begin">Reading starts when it completes.</param>
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
                if (received.Message.Length > PollThread.MostBytes) await PollThread.Leave();
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
            // This side closed.
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
            // This side closed; another transport may write the rest of the queue.
        }
    }

    /// <summary>Stops writing between two messages, so that another connection can continue. False if a write hangs.</summary>
    async Task<bool> StopWriting()
    {
        await pause.CancelAsync();
        await Task.WhenAny(writing, Task.Delay(TimeSpan.FromMilliseconds(bounds.CloseMilliseconds), time));
        return writing.IsCompleted;
    }

    /// <summary>Stops writing, and asks the provider to confirm everything that was written.</summary>
    /// <exception cref="UpstreamException">A write failed.</exception>
    /// <exception cref="TimeoutException">A write hangs.</exception>
    public async Task PauseAndSettle()
    {
        if (!await StopWriting()) throw new TimeoutException("A write to the old transport hangs.");
        await transport.Send(codec.Settle(), over.Token);
    }

    /// <summary>Resumes writing after <see cref="PauseAndSettle"/>.</summary>
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

    /// <summary>Sends a Close frame unless a write hangs, then aborts the connection, within the bounds.</summary>
    public async Task Close(string reason)
    {
        if (await StopWriting()) await transport.Close(reason, reading);
        transport.Abort();
    }

    /// <summary>Ends both loops and the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await pause.CancelAsync();
        transport.Abort();
        await Task.WhenAll(reading, writing);
        await transport.DisposeAsync(); // nothing uses its buffer any more
        over.Dispose();
        pause.Dispose();
    }
}
