using System.Reflection;

namespace AppHost.Services;

static class BuiltProject
{
    /// <summary>
    /// A service of the solution. It is started as built, since building the app model has built it: `dotnet run` for each would evaluate
    /// each project again, and take longer than the service itself. `dotnet watch` and debuggers start it in their own way.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new()
    {
        // Launch profiles are for running a service alone; here each gets its address from the model.
        var service = builder.AddProject<TProject>(name, launchProfileName: null).WithoutHttpsCertificate();
        var project = service.Resource.GetProjectMetadata().ProjectPath;
        var folder = Path.GetDirectoryName(project)!;
        var assembly = Path.Combine(folder, OutputFolder, Path.GetFileNameWithoutExtension(project) + ".dll");
        if (!builder.ExecutionContext.IsRunMode || builder.Configuration["DOTNET_WATCH"] is not null || builder.Configuration["DEBUG_SESSION_PORT"] is not null || !File.Exists(assembly))
            return service;
        return service.WithAnnotation(new ExecutableAnnotation { Command = "dotnet", WorkingDirectory = folder }).WithArgs(assembly);
    }

    /// <summary>Where each project of the solution puts what it builds, seen from its own folder.</summary>
    static string OutputFolder => typeof(BuiltProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "OutputFolder").Value!;
}
