namespace LocalServers.PostgreSql;

/// <summary>Copies the data folder of a stopped server. A rename gives the copy its name once it is complete.</summary>
static class DataCopy
{
    public static async Task RunAsync(string source, string target, CancellationToken cancellation)
    {
        var folder = target + ".new";
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        PrivateFolder.Create(folder);
        foreach (var path in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
            PrivateFolder.Create(Path.Combine(folder, Path.GetRelativePath(source, path)));
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            cancellation.ThrowIfCancellationRequested();
            File.Copy(path, Path.Combine(folder, Path.GetRelativePath(source, path)));
        }
        await ServerAccount.Current.OwnAsync(folder, cancellation);
        Directory.Move(folder, target);
    }
}
