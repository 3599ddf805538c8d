using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>What servers have in common: one port, an image, a user with a password, and that a given connection string takes their place.</summary>
internal static class ServerResources
{
    public static IResourceBuilder<T> AddServer<T>(
        this IDistributedApplicationBuilder builder, T server, int? port, int targetPort, ContainerImageAnnotation image, Func<EngineContext, ResourceRunner> runner)
        where T : ContainerResource, IResourceWithConnectionString =>
        builder.AddResource(server)
            .WithEndpoint("tcp", port, targetPort, name: "tcp", env: null, isProxied: null)
            .WithAnnotation(image)
            .WithGivenConnectionString()
            .WithAnnotation(new RunnerAnnotation(runner));

    /// <summary>Tells the image its user, by the variables that it reads.</summary>
    public static IResourceBuilder<T> WithUser<T>(
        this IResourceBuilder<T> builder, (string Variable, object Value) user, (string Variable, ParameterResource Value) password) where T : ContainerResource =>
        builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[user.Variable] = user.Value;
            context.EnvironmentVariables[password.Variable] = password.Value;
        });
}
