namespace StandIns.Tests.AspireHosting.StandInOnly;

/// <summary>A folder for one test in place of the user's own. PostgreSQL's user, where that is another, can enter it.</summary>
public abstract class OwnFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"apphost-{Guid.NewGuid():N}")).FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
