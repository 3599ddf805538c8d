using System.Diagnostics;
using System.Globalization;

namespace Realtime.Testing.Servers.Programs;

/// <summary>The processes of the server on a data folder: its first, and the children of that.</summary>
sealed class PostmasterProcess(string dataFolder)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    string PidFile => Path.Combine(dataFolder, "postmaster.pid");

    /// <summary>A signal to all of them, the first one first: it starts no others meanwhile.</summary>
    public async Task Send(string signal) => await SendTo(await All(), signal);

    public async Task Kill()
    {
        var all = await All();
        await SendTo(all, "STOP"); // so that none is added
        all = [.. all.Union(await All())];
        await SendTo(all, "KILL");
        using var patience = Patience.Source();
        foreach (var id in all)
            while (IsAlive(id)) await Task.Delay(Look, patience.Token);
        File.Delete(PidFile); // its numbers may soon be those of others
    }

    async Task<string[]> All()
    {
        var first = (await File.ReadAllLinesAsync(PidFile))[0];
        var (_, children) = await Run("pgrep", "-P", first);
        return [first, .. children.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    static async Task SendTo(string[] ids, string signal) => await Run("/bin/kill", ["-" + signal, .. ids]);

    // One that nobody has waited for yet has no memory left.
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
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = Patience.Source();
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await errors;
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output);
    }
}
