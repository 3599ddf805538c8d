using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine;

/// <summary>Where an application keeps what outlives a run: per user, and per application described.</summary>
internal static class LocalFolders
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static string OfAppHost(IConfiguration configuration, string appHostDirectory) =>
        Path.Combine(Root(configuration), AppHostKey(appHostDirectory));

    /// <summary>The application's name and a digest of its path: two clones of one repository do not share their data.</summary>
    public static string AppHostKey(string appHostDirectory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(appHostDirectory));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..10];
        return $"{Path.GetFileName(path).ToLowerInvariant()}-{digest}";
    }

    public static string Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
        return folder;
    }

    /// <summary>The folder that <c>LocalEngine:Folder</c> names, where not the user's own is to be used.</summary>
    public static string? Given(IConfiguration configuration) =>
        configuration["LocalEngine:Folder"] is { Length: > 0 } folder ? Path.GetFullPath(folder) : null;

    private static string Root(IConfiguration configuration) => Given(configuration) ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "aspire-local");
}
