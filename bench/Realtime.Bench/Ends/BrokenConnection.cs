using System.Net.Sockets;

namespace Realtime.Bench.Ends;

/// <summary>An idle connection to a server. A thread of its own waits for its end, so that nothing else delays the time.</summary>
sealed class BrokenConnection : IDisposable
{
    readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
    readonly TaskCompletionSource<DateTime> broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    BrokenConnection()
    {
    }

    /// <summary>When the connection broke, by the clock of this machine.</summary>
    public Task<DateTime> Broken => broken.Task;

    public static BrokenConnection To(Uri server)
    {
        var connection = new BrokenConnection();
        connection.socket.Connect(server.Host, server.Port);
        new Thread(connection.Wait) { IsBackground = true, Name = "witness" }.Start();
        return connection;
    }

    void Wait()
    {
        try
        {
            socket.Receive(new byte[1]);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A killed server resets the connection.
        }

        broken.TrySetResult(TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    public void Dispose() => socket.Dispose();
}
