using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// What arrives on a live socket is handled on the thread that polls it. Otherwise the poll thread would wake another thread for each
/// frame, which costs more than the frame (docs/adr/0021-frames-on-the-poll-thread.md). Such code must be short and must not block: all
/// sockets of the poll thread wait for it. It leaves the thread for anything that is not a frame.
/// </summary>
public static class PollThread
{
    /// <summary>A larger message is handled elsewhere, in bytes. A frame of 20 ms has about 1,300.</summary>
    public const int MostBytes = 4 * 1024;

    private const string Threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";
    private const int MostThreads = 16;

    /// <summary>
    /// Lets every core poll, and lets Kestrel handle what arrives on the thread that read it. Call it before the first socket is opened.
    /// </summary>
    public static void UsePollThreads(this WebApplicationBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(Threads) is null)
            Environment.SetEnvironmentVariable(Threads, Math.Min(Environment.ProcessorCount, MostThreads).ToString(CultureInfo.InvariantCulture));
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
    }

    /// <summary>Handles what arrives on this request's connection on its poll thread, once it is a WebSocket.</summary>
    public static void Handle(HttpContext webSocket) => Handle(webSocket.Features.Get<IConnectionSocketFeature>()?.Socket);

    /// <summary>False if this runtime or platform cannot do that. The thread pool handles the socket then, as it handles others.</summary>
    public static bool Handle(Socket? socket)
    {
        if (socket is null || OperatingSystem.IsWindows()) return false;
        try
        {
            SetPreferInlineCompletions(socket, true);
            return true;
        }
        catch (MissingMethodException)
        {
            return false;
        }
    }

    /// <summary>Continues on the thread pool.</summary>
    public static YieldAwaitable Leave() => Task.Yield();

    // The public switch is for all sockets of the process, also those of the database's driver, whose continuations may take long.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PreferInlineCompletions")]
    private static extern void SetPreferInlineCompletions(Socket socket, bool value);
}
