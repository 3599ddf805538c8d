namespace LocalServers.PostgreSql;

/// <summary>
/// Creates a data folder with initdb, completely or not at all: initdb writes to another name, and a rename completes it.
/// </summary>
static class ClusterCreation
{
    public static async Task RunAsync(PostgreSqlPrograms programs, PostgreSqlClusterOptions options, CancellationToken cancellation)
    {
        if (File.Exists(Path.Combine(options.DataFolder, "PG_VERSION")))
            return;
        RefuseOtherContent(options.DataFolder);

        var folder = options.DataFolder + ".new";
        var passwordFile = options.DataFolder + ".password";
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            PrivateFolder.Create(folder);
            await ServerAccount.Current.OwnAsync(folder, cancellation);
            await RequireReachableAsync(folder, cancellation);
            await WritePasswordAsync(passwordFile, options.Password, cancellation);
            await InitdbAsync(programs, options, folder, passwordFile, cancellation);
            await ClusterFiles.IncludeAsync(folder, cancellation);
            if (Directory.Exists(options.DataFolder))
                Directory.Delete(options.DataFolder);
            Directory.Move(folder, options.DataFolder);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    static async Task InitdbAsync(
        PostgreSqlPrograms programs, PostgreSqlClusterOptions options, string folder, string passwordFile, CancellationToken cancellation)
    {
        List<string> command =
        [
            programs.PathOf("initdb"), "-D", folder, "-U", options.UserName, "--pwfile=" + passwordFile,
            "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-instructions",
        ];
        // Without fsync for the server, initdb needs none either.
        if (options.Settings.TryGetValue("fsync", out var fsync) && fsync == "off")
            command.Add("--no-sync");
        var result = await ProgramRun.AsServerAccountAsync(command, cancellation);
        if (result.ExitCode != 0)
            throw new PostgreSqlClusterException(
                $"initdb of {options.DataFolder} failed with exit code {result.ExitCode}: {result.Error.Trim()}");
    }

    static void RefuseOtherContent(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new PostgreSqlClusterException($"{folder} is not empty and holds no PostgreSQL data. Choose another data folder.");
    }

    static async Task RequireReachableAsync(string folder, CancellationToken cancellation)
    {
        var account = ServerAccount.Current;
        if (account.IsAnother && (await ProgramRun.AsServerAccountAsync(["test", "-w", folder], cancellation)).ExitCode != 0)
            throw new PostgreSqlClusterException(
                $"PostgreSQL does not run as root, and the user {account.Name} cannot enter {Path.GetDirectoryName(folder)}. Choose a "
                + "data folder that this user can reach.");
    }

    static async Task WritePasswordAsync(string path, string password, CancellationToken cancellation)
    {
        File.Delete(path);
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(path, how))
            await writer.WriteLineAsync(password.AsMemory(), cancellation);
        await ServerAccount.Current.OwnAsync(path, cancellation);
    }
}
