using System.Net.Sockets;

namespace AppHost.Tests;

/// <summary>Checks that a run left nothing behind.</summary>
internal static class Leftovers
{
    /// <summary>Waits until no command line names the run's folder and no process listens on its port.</summary>
    public static async Task GoneAsync(DataFolder folder, int port)
    {
        using var patience = new CancellationTokenSource(RunningModel.Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (ProcessesOf(folder).Any() || await ListensAsync(port))
            await look.WaitForNextTickAsync(patience.Token);
    }

    private static IEnumerable<string> ProcessesOf(DataFolder folder) =>
        Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0])).Select(CommandLine)
            .Where(line => line.Contains(folder.Path, StringComparison.Ordinal));

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // The process has just ended.
        }
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("localhost", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
