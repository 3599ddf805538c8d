using System.Diagnostics;

namespace LocalServers.PostgreSql;

/// <summary>
/// A shell that stops the server when this process dies, even by kill -9: the pipe that it reads from then ends without "farewell".
/// Windows has none; there the next start on the folder finds and stops the server.
/// </summary>
sealed class DeathWatch : IDisposable
{
    // Ctrl-C reaches the whole foreground group, but the shell must outlive the process that it watches.
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
            // The shell has been killed already, so it needs no farewell.
        }
        shell.Dispose();
    }
}
