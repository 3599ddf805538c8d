using System.Globalization;

namespace LocalServers.PostgreSql;

/// <summary>Starts and stops the server of one data folder with pg_ctl, which also moves it out of the terminal's process group.</summary>
sealed class ServerControl(PostgreSqlPrograms programs, PostgreSqlClusterOptions options)
{
    const int Attempts = 5;

    public string LogFile => Path.Combine(options.DataFolder, "server.log");

    /// <summary>Starts the server; returns its port. If the options ask for any free port, it tries the last port first.</summary>
    public async Task<int> StartAsync(int lastPort, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Port != 0 ? options.Port : FreePort.Choose(lastPort);
            await ClusterFiles.WriteSettingsAsync(options.DataFolder, port, options.Settings, cancellation);
            File.Delete(LogFile);
            if (await TryStartAsync(cancellation))
                return port;

            var log = ServerLog.Tail(LogFile);
            if (attempt == Attempts || !IsPassing(log))
                throw new PostgreSqlClusterException(
                    $"PostgreSQL on {options.DataFolder} did not start on 127.0.0.1:{port} within {options.StartTimeout.TotalSeconds:F0} "
                    + $"s. Its log ends with:\n{log}");
            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellation);
        }
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            await ProgramRun.AsServerAccountAsync(StopCommand(mode), cancellation);
            if (await Postmaster.FindAsync(options.DataFolder, cancellation) is null)
                return;
        }
        throw new PostgreSqlClusterException(
            $"PostgreSQL on {options.DataFolder} does not stop. Its log ends with:\n{ServerLog.Tail(LogFile)}");
    }

    /// <summary>Stops a server that a killed process left behind, and deletes a pid file that a crash of the machine left behind.</summary>
    public async Task StopLeftoverAsync(CancellationToken cancellation)
    {
        if (await Postmaster.FindAsync(options.DataFolder, cancellation) is not null)
            await StopAsync(cancellation);
        else if (Directory.Exists(options.DataFolder))
            // Another process may have its id by now, which postgres would take for a server.
            File.Delete(Postmaster.PidFile(options.DataFolder));
    }

    public IReadOnlyList<string> StopCommand(string mode) =>
        [programs.PathOf("pg_ctl"), "-D", options.DataFolder, "-m", mode, "-w", "-t", Seconds(options.StopTimeout), "stop"];

    async Task<bool> TryStartAsync(CancellationToken cancellation)
    {
        string[] command =
            [programs.PathOf("pg_ctl"), "-D", options.DataFolder, "-l", LogFile, "-w", "-t", Seconds(options.StartTimeout), "start"];
        try
        {
            if ((await ProgramRun.AsServerAccountAsync(command, cancellation)).ExitCode == 0)
                return true;
        }
        catch (OperationCanceledException)
        {
            await StopLeftoverAsync(CancellationToken.None);
            throw;
        }
        await StopLeftoverAsync(cancellation); // pg_ctl stops waiting, but the server may go on starting.
        return false;
    }

    // Failures that pass: another process has just taken the port, or the last processes of a killed server still run.
    bool IsPassing(string log) =>
        (options.Port == 0 && log.Contains("could not bind", StringComparison.Ordinal))
        || log.Contains("pre-existing shared memory block", StringComparison.Ordinal);

    static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
