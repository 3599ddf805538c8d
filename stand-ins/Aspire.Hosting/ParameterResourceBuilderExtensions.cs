using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>A parameter whose value is <c>Parameters:{name}</c> in configuration; without one, the application does not start.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(name, _ => Configured(builder, name), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false) =>
        publishValueAsDefault && secret
            ? throw new ArgumentException("A parameter cannot be both a secret and published with its value.", nameof(secret))
            : builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret) { PublishValue = publishValueAsDefault });

    /// <summary>A connection string that configuration gives as <c>ConnectionStrings:{name}</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var parameter = new ParameterResource(
            name,
            _ => builder.Configuration.GetConnectionString(name) ?? throw new DistributedApplicationException(
                $"Connection string '{name}' has no value: set it as ConnectionStrings__{name}."),
            secret: true) { IsConnectionString = true };
        return builder.AddResource(new ConnectionStringParameterResource(parameter, environmentVariableName));
    }

    /// <summary>The server's password: configuration's, else one made once and kept for this application on this machine.</summary>
    internal static ParameterResource GeneratedPassword(this IDistributedApplicationBuilder builder, string name)
    {
        var parameter = new ParameterResource(
            name,
            generated => builder.Configuration[$"Parameters:{name}"] ?? generated!.GetDefaultValue(),
            secret: true)
        {
            Default = new GeneratedPassword(name, LocalFolders.OfAppHost(builder.Configuration, builder.AppHostDirectory)),
        };
        builder.AddResource(parameter);
        return parameter;
    }

    private static string Configured(IDistributedApplicationBuilder builder, string name) =>
        builder.Configuration[$"Parameters:{name}"]
        // An environment variable's name cannot hold a hyphen in most shells.
        ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"]
        ?? throw new DistributedApplicationException(
            $"Parameter '{name}' has no value: set it as Parameters__{name.Replace('-', '_')} in the environment, or Parameters:{name} in user secrets.");
}
