using System.Diagnostics;
using System.Globalization;

namespace LocalServers.RabbitMq;

/// <summary>
/// A program of a node in the foreground. When this process ends or is killed, a shell kills the program and deletes the node's folder.
/// </summary>
sealed class NodeProcess : IDisposable
{
    static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);
    readonly Process process;
    readonly Process watch;
    readonly Queue<string> lastLines = new();

    NodeProcess(Process process, Process watch) => (this.process, this.watch) = (process, watch);

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string LastLines
    {
        get { lock (lastLines) return string.Join('\n', lastLines); }
    }

    public static NodeProcess Start(string program, RabbitMqNode node)
    {
        var start =
            new ProcessStartInfo(program) { WorkingDirectory = node.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in node.Environment) start.Environment[name] = value;
        // the script then replaces itself with the broker, which so receives the signals
        start.Environment["RUNNING_UNDER_SYSTEMD"] = "true";
        var process = Process.Start(start)!;
        // When this process dies, the pipe that the shell reads from ends without "farewell".
        var watch = Process.Start(new ProcessStartInfo("/bin/sh",
            ["-c", "trap '' INT TERM HUP; read -r farewell || { kill -9 \"$1\"; sleep 1; rm -rf \"$2\"; }", "watch", Text(process.Id),
                node.Folder]) { RedirectStandardInput = true })!;
        var running = new NodeProcess(process, watch);
        process.OutputDataReceived += (_, line) => running.Take(line.Data);
        process.ErrorDataReceived += (_, line) => running.Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return running;
    }

    void Take(string? line)
    {
        if (line is null) return;
        lock (lastLines)
        {
            if (lastLines.Count == 20) lastLines.Dequeue();
            lastLines.Enqueue(line);
        }
    }

    /// <summary>Sends SIGTERM, and SIGKILL if the program still runs after 20 s.</summary>
    public async Task Stop()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("/bin/kill", ["-TERM", Text(process.Id)]);
            await kill.WaitForExitAsync();
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(StopPatience);
        }
        catch (TimeoutException)
        {
            await Kill();
        }
    }

    public async Task Kill()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().WaitAsync(StopPatience);
    }

    public void Dispose()
    {
        try
        {
            watch.StandardInput.WriteLine("farewell");
            watch.StandardInput.Close();
        }
        catch (IOException)
        {
            // The shell has been killed already, so it needs no farewell.
        }

        watch.Dispose();
        process.Dispose();
    }

    static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
