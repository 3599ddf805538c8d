using System.Diagnostics;

namespace LocalServers.PostgreSql;

/// <summary>The exit code and the output of a program that has ended.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>Runs a program to its end; killed when cancelled.</summary>
public static class ProgramRun
{
    /// <summary>Runs a program as the account that owns the data folders, with <paramref name="input"/> on its standard input.</summary>
    public static Task<ProgramResult> AsServerAccountAsync(
        IEnumerable<string> command,
        CancellationToken cancellation,
        string input = "",
        IReadOnlyDictionary<string, string>? environment = null) =>
        ToEndAsync(ServerAccount.Current.Command(command), cancellation, input, environment);

    internal static async Task<ProgramResult> ToEndAsync(
        IReadOnlyList<string> command,
        CancellationToken cancellation,
        string input = "",
        IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Process.Start(Prepare(command, environment))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await FeedAsync(process, input, cancellation);
            await process.WaitForExitAsync(cancellation);
            return new ProgramResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    internal static async Task ToSuccessAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        var result = await ToEndAsync(command, cancellation);
        if (result.ExitCode != 0)
            throw new PostgreSqlClusterException(
                $"{command[0]} failed with exit code {result.ExitCode}: {(result.Error + result.Output).Trim()}");
    }

    internal static ProcessStartInfo Prepare(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetPathRoot(Environment.CurrentDirectory)!, // The account may not be able to enter the current folder.
        };
        // libpq must not read this process's PG* variables: they are meant for other servers.
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(variable);
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            start.Environment[variable] = value;
        return start;
    }

    internal static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    static async Task FeedAsync(Process process, string input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all its input. Its exit code and its errors say why.
        }
    }
}
