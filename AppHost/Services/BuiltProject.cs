using System.Reflection;

namespace AppHost.Services;

static class BuiltProject
{
    /// <summary>
    /// Adds a service of the solution and starts its built assembly, since building the app model has built it too: `dotnet run` would
    /// evaluate the project again, which takes longer than the service's own start. `dotnet watch` and debuggers start it in their own way.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder,
        string name) where TProject : IProjectMetadata, new()
    {
        // Launch profiles are for running a service alone. Here the model gives each service its address.
        var service = builder.AddProject<TProject>(name, launchProfileName: null).WithoutHttpsCertificate();
        var project = service.Resource.GetProjectMetadata().ProjectPath;
        var folder = Path.GetDirectoryName(project)!;
        var assembly = Path.Combine(folder, OutputFolder, Path.GetFileNameWithoutExtension(project) + ".dll");
        if (!builder.ExecutionContext.IsRunMode || builder.Configuration["DOTNET_WATCH"] is not null
            || builder.Configuration["DEBUG_SESSION_PORT"] is not null || !File.Exists(assembly))
            return service;
        return service.WithAnnotation(new ExecutableAnnotation { Command = "dotnet", WorkingDirectory = folder }).WithArgs(assembly);
    }

    /// <summary>The folder of each project's build output, relative to the project's folder.</summary>
    static string OutputFolder =>
        typeof(BuiltProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "OutputFolder").Value!;
}
