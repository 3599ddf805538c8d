namespace Deployment.Tests;

/// <summary>A source file that calls the internal endpoints of a worker, and the app of the pods in which its service runs.</summary>
sealed record InternalCaller(string File, string App);

/// <summary>Finds all callers: the source files that name an internal path, except the file that serves these paths.</summary>
static class InternalCallers
{
    static readonly (string Project, string App)[] Services = [("Realtime.Api", "realtime-api"), ("Realtime.Worker", "realtime-worker")];

    public static IReadOnlyList<InternalCaller> Find() =>
    [
        .. from service in Services
           from file in Sources.Of(service.Project)
           where Path.GetFileName(file) != "InternalEndpoints.cs" && File.ReadAllText(file).Contains("/internal/", StringComparison.Ordinal)
           select new InternalCaller(Path.GetFileName(file), service.App),
    ];
}
