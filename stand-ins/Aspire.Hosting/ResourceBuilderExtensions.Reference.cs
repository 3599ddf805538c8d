using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>The connection string as <c>ConnectionStrings__{name}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName ?? resource.Name}";
        return builder.WithEnvironment(async context =>
        {
            if (context.ExecutionContext.IsPublishMode || !optional
                || !string.IsNullOrEmpty(await resource.GetConnectionStringAsync(context.CancellationToken)))
                context.EnvironmentVariables[name] = resource;
        });
    }

    /// <summary>Every endpoint of the resource as <c>services__{name}__{endpoint}__0</c> and <c>{NAME}_{ENDPOINT}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            foreach (var endpoint in source.Resource.Annotations.OfType<EndpointAnnotation>())
                AddAddress(context, new EndpointReference(source.Resource, endpoint.Name));
        });

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment => builder.WithEnvironment(context => AddAddress(context, endpointReference));

    private static void AddAddress(EnvironmentCallbackContext context, EndpointReference endpoint)
    {
        var (service, name) = (endpoint.Resource.Name, endpoint.EndpointName);
        context.EnvironmentVariables[$"services__{service}__{name}__0"] = endpoint;
        context.EnvironmentVariables[NotInVariable().Replace($"{service}_{name}", "_").ToUpperInvariant()] = endpoint;
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInVariable();
}
