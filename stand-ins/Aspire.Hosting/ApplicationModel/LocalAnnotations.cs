using Aspire.Hosting.Engine;

namespace Aspire.Hosting.ApplicationModel;

internal sealed record ProjectMetadataAnnotation(IProjectMetadata Metadata) : IResourceAnnotation;

internal sealed record LaunchProfileAnnotation(LaunchProfile Profile) : IResourceAnnotation;

internal sealed record HttpHealthCheckAnnotation(string Path, int StatusCode, string? EndpointName) : IResourceAnnotation;

internal sealed record VolumeAnnotation(string Name, string Target, bool IsReadOnly) : IResourceAnnotation;

internal sealed record ContainerImageAnnotation(string Image, string Tag) : IResourceAnnotation;

/// <summary>A connection string from configuration: nothing is started for the resource.</summary>
internal sealed record GivenConnectionStringAnnotation(string Value) : IResourceAnnotation;

/// <summary>How the local engine runs the resource.</summary>
internal sealed record RunnerAnnotation(Func<EngineContext, ResourceRunner> Create) : IResourceAnnotation;
