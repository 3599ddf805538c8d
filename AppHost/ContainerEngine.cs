using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace AppHost;

/// <summary>A container engine that answers. A client program alone does not count.</summary>
sealed record ContainerEngine(string Client)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    static readonly (string Client, string[] Question)[] Known =
    [
        ("docker", ["version", "--format", "{{.Server.Version}}"]),
        ("podman", ["info", "--format", "{{.Version.Version}}"]),
    ];

    /// <summary>The engine that the orchestrator uses; null when none answers within five seconds.</summary>
    public static ContainerEngine? Find(IConfiguration settings)
    {
        var chosen = settings["ASPIRE_CONTAINER_RUNTIME"] ?? settings["DOTNET_ASPIRE_CONTAINER_RUNTIME"];
        return Known.Where(known => chosen is null || known.Client == chosen)
            .Where(known => Answers(known.Client, known.Question) is { Length: > 0 })
            .Select(known => new ContainerEngine(known.Client))
            .FirstOrDefault();
    }

    /// <summary>The names of running containers that use a volume.</summary>
    public IReadOnlyList<string> UsersOf(string volume) =>
        (Answers(Client, ["ps", "--filter", $"volume={volume}", "--format", "{{.Names}}"]) ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string? Answers(string client, string[] question)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(client, question) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var answer = process.StandardOutput.ReadToEndAsync();
            var complaint = process.StandardError.ReadToEndAsync();
            if (Task.WaitAll([answer, complaint, process.WaitForExitAsync()], Patience))
                return process.ExitCode == 0 ? answer.Result.Trim() : null;
            process.Kill(entireProcessTree: true);
            return null;
        }
        catch (Win32Exception)
        {
            return null; // The client is not installed.
        }
    }
}
