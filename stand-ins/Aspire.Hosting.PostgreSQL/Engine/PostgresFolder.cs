using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using PostgreSql.Programs;

namespace Aspire.Hosting.Engine;

/// <summary>Where a server's data is: its volume, or a folder that goes with the run.</summary>
internal sealed record PostgresFolder(string Path, bool IsKept)
{
    public string Data => System.IO.Path.Combine(Path, "data");

    private string PasswordFile => System.IO.Path.Combine(Path, "password");

    public static PostgresFolder Of(PostgresServerResource server, IConfiguration configuration)
    {
        var root = LocalFolders.Given(configuration);
        return server.Annotations.OfType<VolumeAnnotation>().LastOrDefault() is { } volume
            ? new(System.IO.Path.Combine(root ?? DataFolders.Kept("aspire-local"), "volumes", volume.Name), IsKept: true)
            : new(System.IO.Path.Combine(DataFolders.Throwaway("aspire-local"), $"{server.Name}-{Guid.NewGuid():N}"), IsKept: false);
    }

    /// <summary>The password the data was last used with.</summary>
    public string? KeptPassword() => File.Exists(PasswordFile) ? File.ReadAllText(PasswordFile) : null;

    public void KeepPassword(string password)
    {
        if (IsKept)
            GeneratedPassword.WriteForOwner(PasswordFile, password);
    }

    public void DeleteIfThrowaway()
    {
        if (!IsKept && Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
