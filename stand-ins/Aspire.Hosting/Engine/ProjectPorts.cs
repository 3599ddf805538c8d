using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>
/// Which port each replica listens on. A single replica listens on the endpoint's own port; several, or one with a target port
/// that differs, listen on ports of their own behind a proxy.
/// </summary>
internal static class ProjectPorts
{
    public static bool NeedsProxy(ProjectResource project, EndpointAnnotation endpoint) =>
        project.Replicas > 1 || (endpoint.TargetPort is { } target && target != endpoint.AllocatedEndpoint!.Port);

    public static IReadOnlyDictionary<EndpointAnnotation, int> OfReplica(ProjectResource project, Ports ports) =>
        project.Endpoints.ToDictionary(
            endpoint => endpoint,
            endpoint => !NeedsProxy(project, endpoint) ? endpoint.AllocatedEndpoint!.Port
                : project.Replicas == 1 ? endpoint.TargetPort!.Value
                : ports.Free());

    /// <exception cref="ResourceFailedException">A port that the model fixes is taken, or cannot be shared.</exception>
    public static void RequireFree(ProjectResource project)
    {
        foreach (var endpoint in project.Endpoints)
        {
            if (project.Replicas > 1 && !endpoint.IsProxied)
                throw new ResourceFailedException(project.Name, $"has {project.Replicas} replicas, which cannot share the endpoint '{endpoint.Name}' without a proxy.");
            foreach (var port in new[] { endpoint.AllocatedEndpoint!.Port, endpoint.TargetPort ?? 0 }.Where(port => port != 0 && !Ports.IsFree(port)))
                throw new ResourceFailedException(project.Name, $"cannot start: port {port} is in use by another process.");
        }
    }
}
