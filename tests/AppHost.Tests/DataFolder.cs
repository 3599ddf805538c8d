namespace AppHost.Tests;

/// <summary>A folder for a server's data that the user postgres can enter. Deleted after the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } =
        Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"model-{Guid.NewGuid():N}")).FullName;

    public string Postgres => System.IO.Path.Combine(Path, "postgres");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
