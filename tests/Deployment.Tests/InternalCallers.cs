namespace Deployment.Tests;

/// <summary>A source file that calls a worker's internal endpoints, and the pods that its service runs in.</summary>
sealed record InternalCaller(string File, string App);

/// <summary>Every one of them: whatever names an internal path, but for the file that serves them.</summary>
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
