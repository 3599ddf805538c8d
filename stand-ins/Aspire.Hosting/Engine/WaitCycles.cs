using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>Resources that wait for each other would wait for ever.</summary>
internal static class WaitCycles
{
    public static void Refuse(IEnumerable<ResourceRun> runs)
    {
        var waits = runs.ToDictionary(run => run.Resource, run => run.Waits.Select(wait => wait.Resource).ToList());
        foreach (var resource in waits.Keys)
            Follow(resource, waits, []);
    }

    private static void Follow(IResource resource, Dictionary<IResource, List<IResource>> waits, List<IResource> path)
    {
        if (path.Contains(resource))
            throw new DistributedApplicationException($"These resources wait for each other: {string.Join(" -> ", path.Append(resource).Select(r => r.Name))}.");
        foreach (var other in waits.GetValueOrDefault(resource) ?? [])
            Follow(other, waits, [.. path, resource]);
    }
}
