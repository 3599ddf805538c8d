namespace AppHost.Databases;

/// <summary>A file with the password of a server of this machine, for psql, so that no command line shows the password.</summary>
static class PasswordFile
{
    /// <summary>Writes the file so that only this user can read it; psql refuses any other.</summary>
    public static async Task WriteAsync(string path, string user, string password, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(path, options);
        await file.WriteLineAsync($"127.0.0.1:*:*:{user}:{Escaped(password)}".AsMemory(), cancellation);
    }

    static string Escaped(string part) =>
        part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(":", @"\:", StringComparison.Ordinal);
}
