using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>A password of 22 letters and digits, made on first use and kept in a file that only its owner can read.</summary>
internal sealed class GeneratedPassword(string name, string folder) : ParameterDefault
{
    public const int Length = 22;
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";

    public override string GetDefaultValue()
    {
        var path = Path.Combine(LocalFolders.Create(folder), name);
        if (File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } kept)
            return kept;

        var made = RandomNumberGenerator.GetString(Alphabet, Length);
        WriteForOwner(path, made);
        return made;
    }

    internal static void WriteForOwner(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }
}
