using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address of another resource, known once the model runs.</summary>
public sealed class EndpointReference(IResourceWithEndpoints owner, string endpointName) : IValueProvider, IManifestExpressionProvider
{
    public IResourceWithEndpoints Resource => owner;

    public string EndpointName => endpointName;

    public bool Exists => owner.Annotations.OfType<EndpointAnnotation>().Any(HasName);

    public bool IsAllocated => Exists && Annotation.AllocatedEndpoint is not null;

    public string Url => Allocated.UriString;

    public string Host => Allocated.Address;

    public int Port => Allocated.Port;

    public string ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    internal EndpointAnnotation Annotation => owner.Annotations.OfType<EndpointAnnotation>().SingleOrDefault(HasName)
        ?? throw new InvalidOperationException($"The endpoint '{endpointName}' is not defined for the resource '{owner.Name}'.");

    private AllocatedEndpoint Allocated => Annotation.AllocatedEndpoint
        ?? throw new InvalidOperationException($"The endpoint '{endpointName}' of '{owner.Name}' has no address before the application starts.");

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Url);

    private bool HasName(EndpointAnnotation endpoint) => string.Equals(endpoint.Name, endpointName, StringComparison.OrdinalIgnoreCase);
}

public enum EndpointProperty
{
    Url,
    Host,
    Port,
}

public sealed class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IValueProvider, IManifestExpressionProvider
{
    public EndpointReference Endpoint => endpointReference;

    public string ValueExpression =>
        $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{property.ToString().ToLowerInvariant()}}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(property switch
    {
        EndpointProperty.Host => Endpoint.Host,
        EndpointProperty.Port => Endpoint.Port.ToString(CultureInfo.InvariantCulture),
        _ => Endpoint.Url,
    });
}
