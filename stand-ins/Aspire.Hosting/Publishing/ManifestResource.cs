using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Publishing;

/// <summary>One resource's entry in a manifest.</summary>
internal static class ManifestResource
{
    public static async Task<JsonObject> OfAsync(
        IResource resource, IDistributedApplicationBuilder builder, string folder, CancellationToken cancellationToken)
    {
        var entry = resource switch
        {
            ParameterResource parameter => await OfParameterAsync(parameter, cancellationToken),
            ConnectionStringParameterResource given => await OfParameterAsync(given.Parameter, cancellationToken),
            ProjectResource project => new JsonObject { ["type"] = "project.v0", ["path"] = Relative(folder, project.Metadata.ProjectPath) },
            ContainerResource => new JsonObject { ["type"] = "container.v0" },
            _ => new JsonObject { ["type"] = "value.v0" },
        };
        if (resource is IResourceWithConnectionString connection)
            entry["connectionString"] = connection.ConnectionStringExpression.ValueExpression;
        if (resource.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault() is { } image)
            entry["image"] = $"{image.Image}:{image.Tag}";
        if (ProjectEnvironment.Arguments(resource).ToArray() is { Length: > 0 } arguments)
            entry["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]);
        if (Volumes(resource) is { Count: > 0 } volumes)
            entry["volumes"] = volumes;
        if (await EnvironmentAsync(resource, builder, cancellationToken) is { Count: > 0 } environment)
            entry["env"] = environment;
        if (Bindings(resource) is { Count: > 0 } bindings)
            entry["bindings"] = bindings;
        return entry;
    }

    private static async Task<JsonObject> OfParameterAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        if (parameter.PublishValue)
            return new JsonObject { ["type"] = "parameter.v0", ["value"] = await parameter.GetValueAsync(cancellationToken) };

        var input = new JsonObject { ["type"] = "string" };
        if (parameter.Secret)
            input["secret"] = true;
        if (parameter.Default is GeneratedPassword)
            input["default"] = new JsonObject { ["generate"] = new JsonObject { ["minLength"] = GeneratedPassword.Length } };
        return new JsonObject
        {
            ["type"] = "parameter.v0",
            ["value"] = $"{{{parameter.Name}.inputs.value}}",
            ["inputs"] = new JsonObject { ["value"] = input },
        };
    }

    private static async Task<JsonObject> EnvironmentAsync(
        IResource resource, IDistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var environment = new JsonObject();
        foreach (var (name, value) in await ProjectEnvironment.CollectAsync(resource, builder.ExecutionContext, cancellationToken))
            environment[name] = value is IManifestExpressionProvider expression ? expression.ValueExpression : $"{value}";
        return environment;
    }

    private static JsonArray Volumes(IResource resource) => new([.. resource.Annotations.OfType<VolumeAnnotation>().Select(volume =>
        new JsonObject { ["name"] = volume.Name, ["target"] = volume.Target, ["readOnly"] = volume.IsReadOnly })]);

    private static JsonObject Bindings(IResource resource)
    {
        var bindings = new JsonObject();
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var binding = new JsonObject
            {
                ["scheme"] = endpoint.UriScheme,
                ["protocol"] = "tcp",
                ["transport"] = endpoint.IsHttp ? "http" : "tcp",
            };
            if (endpoint.Port is { } port)
                binding["port"] = port;
            if (endpoint.TargetPort is { } targetPort)
                binding["targetPort"] = targetPort;
            if (endpoint.IsExternal)
                binding["external"] = true;
            bindings[endpoint.Name] = binding;
        }

        return bindings;
    }

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
