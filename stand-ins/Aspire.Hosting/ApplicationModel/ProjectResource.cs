namespace Aspire.Hosting.ApplicationModel;

public sealed class ProjectResource(string name) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport
{
    internal IProjectMetadata Metadata => Annotations.OfType<ProjectMetadataAnnotation>().Single().Metadata;

    internal string ProjectDirectory => Path.GetDirectoryName(Metadata.ProjectPath)!;

    internal int Replicas => Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;

    internal IEnumerable<EndpointAnnotation> Endpoints => Annotations.OfType<EndpointAnnotation>();
}
