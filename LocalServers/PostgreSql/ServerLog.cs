using System.Runtime.CompilerServices;

namespace LocalServers.PostgreSql;

/// <summary>The log file of a server. Each start truncates it.</summary>
static class ServerLog
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The last lines, the oldest first; empty when there is no log.</summary>
    public static string Tail(string path, int lines = 20)
    {
        if (!File.Exists(path))
            return "";
        using var reader = new StreamReader(Open(path));
        var kept = new Queue<string>();
        while (reader.ReadLine() is { } line)
        {
            kept.Enqueue(line);
            if (kept.Count > lines)
                kept.Dequeue();
        }
        return string.Join('\n', kept);
    }

    /// <summary>Every complete line from the beginning, then each new one, until cancelled.</summary>
    public static async IAsyncEnumerable<string> FollowAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval);
        using var reader = new StreamReader(Open(path));
        var partial = "";
        var buffer = new char[4096];
        while (true)
        {
            for (int read; (read = await reader.ReadAsync(buffer, cancellation)) > 0;)
            {
                var lines = (partial + new string(buffer, 0, read)).Split('\n');
                foreach (var line in lines[..^1])
                    yield return line.TrimEnd('\r');
                partial = lines[^1];
            }
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
