using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        return builder.AddProject(name, project, LaunchProfile.Default(project.ProjectPath));
    }

    /// <summary><paramref name="launchProfileName"/> null: no launch profile is used.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        return builder.AddProject(
            name, project, launchProfileName is null ? null : LaunchProfile.Named(project.ProjectPath, launchProfileName));
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        replicas > 0
            ? builder.WithAnnotation(new ReplicaAnnotation(replicas))
            : throw new ArgumentOutOfRangeException(nameof(replicas), replicas, "At least one replica runs.");

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata project, LaunchProfile? profile)
    {
        var resource = builder.AddResource(new ProjectResource(name)).WithAnnotation(new ProjectMetadataAnnotation(project));
        resource.WithAnnotation(new RunnerAnnotation(context => new ProjectRunner(resource.Resource, context)));
        if (profile is null)
            return resource;

        resource.WithAnnotation(new LaunchProfileAnnotation(profile));
        foreach (var address in profile.Addresses)
            resource.WithEndpoint(address.Scheme, address.Port, targetPort: null, name: address.Scheme, env: null, isProxied: null);
        return resource;
    }
}
