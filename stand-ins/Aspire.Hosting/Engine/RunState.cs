using System.Text.Json;

namespace Aspire.Hosting.Engine;

/// <summary>
/// Which processes this run has started, in a file, so that the next start can end what a killed host left behind.
/// Held open exclusively by the host: two hosts never run one application.
/// </summary>
internal sealed class RunState : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _lock;
    private readonly List<StartedProcess> _started = [];

    private RunState(string path, FileStream held)
    {
        _path = path;
        _lock = held;
    }

    public IReadOnlyList<StartedProcess> Leftovers { get; private set; } = [];

    /// <exception cref="DistributedApplicationException">Another host runs the application, or the folder cannot be written to.</exception>
    public static RunState Open(string folder)
    {
        var path = Path.Combine(folder, "run.json");
        var lockPath = Path.Combine(folder, "run.lock");
        try
        {
            LocalFolders.Create(folder);
            var held = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new RunState(path, held) { Leftovers = Read(path)?.Processes ?? [] };
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException || (refused is IOException && !File.Exists(lockPath)))
        {
            throw new DistributedApplicationException($"{folder} cannot be written to: {refused.Message} LocalEngine__Folder names another.", refused);
        }
        catch (IOException)
        {
            throw new DistributedApplicationException($"This application is running already{Runner(path)}. Stop that one first.");
        }
    }

    public void Add(string resource, ProcessIdentity process) => Change(() => _started.Add(new(resource, process)));

    public void Remove(ProcessIdentity process) => Change(() => _started.RemoveAll(started => started.Process == process));

    public void Dispose() => _lock.Dispose();

    /// <summary>From now on the file speaks of this run.</summary>
    public void Begin() => Change(() => { });

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            var next = _path + ".next";
            File.WriteAllText(next, JsonSerializer.Serialize(new Content(ProcessIdentity.Current, _started)));
            File.Move(next, _path, overwrite: true);
        }
    }

    private static string Runner(string path) => Read(path) is { } content ? $" as process {content.Host.Id}" : "";

    private static Content? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Content>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record StartedProcess(string Resource, ProcessIdentity Process);

    private sealed record Content(ProcessIdentity Host, IReadOnlyList<StartedProcess> Processes);
}
