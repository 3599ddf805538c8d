using System.Diagnostics;
using System.Globalization;

namespace Realtime.Testing.Servers.Programs;

/// <summary>The processes of the server on a data folder: the postmaster and its children.</summary>
sealed class PostmasterProcess(string dataFolder)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    string PidFile => Path.Combine(dataFolder, "postmaster.pid");

    /// <summary>Sends a signal to all of them, to the postmaster first, so that it starts no more children.</summary>
    public async Task Send(string signal) => await SendTo(await All(), signal);

    public async Task Kill()
    {
        var all = await All();
        await SendTo(all, "STOP"); // so that the postmaster starts no more children
        all = [.. all.Union(await All())];
        await SendTo(all, "KILL");
        using var patience = Patience.Source();
        foreach (var id in all)
            while (IsAlive(id)) await Task.Delay(Look, patience.Token);
        File.Delete(PidFile); // other processes may soon get these ids
    }

    async Task<string[]> All()
    {
        var first = (await File.ReadAllLinesAsync(PidFile))[0];
        var (_, children) = await Run("pgrep", "-P", first);
        return [first, .. children.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    static async Task SendTo(string[] ids, string signal) => await Run("/bin/kill", ["-" + signal, .. ids]);

    // A zombie, for which nobody has waited yet, has no memory.
    static bool IsAlive(string id)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return process.WorkingSet64 > 0;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    static async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = Patience.Source();
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await errors;
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output);
    }
}
