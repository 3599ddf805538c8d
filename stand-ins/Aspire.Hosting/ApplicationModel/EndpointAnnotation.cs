namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource. <see cref="Port"/> is what others use, <see cref="TargetPort"/> what the resource listens on.</summary>
public sealed class EndpointAnnotation(string name, string uriScheme, int? port, int? targetPort, bool isExternal, bool isProxied)
    : IResourceAnnotation
{
    public string Name => name;

    public string UriScheme => uriScheme;

    public int? Port => port;

    public int? TargetPort => targetPort;

    public bool IsExternal { get; set; } = isExternal;

    public bool IsProxied => isProxied;

    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    /// <summary>The variable that tells the resource which port to listen on, where it is not an ASP.NET Core project.</summary>
    internal string? TargetPortVariable { get; init; }

    internal bool IsHttp => UriScheme is "http" or "https";
}

public sealed class AllocatedEndpoint(EndpointAnnotation endpoint, string address, int port)
{
    public string Address => address;

    public int Port => port;

    public string UriString => $"{endpoint.UriScheme}://{address}:{port}";
}
