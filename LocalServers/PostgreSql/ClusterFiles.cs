using System.Globalization;
using System.Text;

namespace LocalServers.PostgreSql;

/// <summary>Our settings file in a data folder.</summary>
static class ClusterFiles
{
    const string FileName = "programs.conf";

    /// <summary>Makes postgresql.conf include our file last, so that our settings win.</summary>
    public static Task IncludeAsync(string dataFolder, CancellationToken cancellation) =>
        File.AppendAllTextAsync(Path.Combine(dataFolder, "postgresql.conf"), $"\ninclude_if_exists = '{FileName}'\n", cancellation);

    public static Task WriteSettingsAsync(string dataFolder, int port, IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellation)
    {
        var lines = new StringBuilder();
        foreach (var (name, value) in settings)
            lines.AppendLine(CultureInfo.InvariantCulture, $"{name} = {Quoted(value)}");
        lines.AppendLine("listen_addresses = '127.0.0.1'");
        lines.AppendLine("unix_socket_directories = ''");
        lines.AppendLine(CultureInfo.InvariantCulture, $"port = {port}");
        return File.WriteAllTextAsync(Path.Combine(dataFolder, FileName), lines.ToString(), cancellation);
    }

    static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
