using System.Diagnostics;

namespace LocalServers.PostgreSql;

/// <summary>
/// A small shell that stops the server when this host dies, even by kill -9: the pipe it reads from then ends without a word.
/// Not on Windows, where the next start on the folder finds and stops the server.
/// </summary>
sealed class DeathWatch : IDisposable
{
    // A Ctrl-C reaches the whole foreground group; the watch must outlive the host it watches.
    const string Script = "trap '' INT TERM HUP; read -r farewell || exec \"$@\" > /dev/null 2>&1";

    readonly Process shell;

    DeathWatch(Process shell) => this.shell = shell;

    public static DeathWatch? Start(IEnumerable<string> onDeath)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var start = ProgramRun.Prepare(ServerAccount.Current.Command(["/bin/sh", "-c", Script, "watch", .. onDeath]));
        return new DeathWatch(Process.Start(start)!);
    }

    public void Dispose()
    {
        try
        {
            shell.StandardInput.WriteLine("farewell");
            shell.StandardInput.Close();
        }
        catch (IOException)
        {
            // The watch was killed before us: there is nothing left to call off.
        }
        shell.Dispose();
    }
}
