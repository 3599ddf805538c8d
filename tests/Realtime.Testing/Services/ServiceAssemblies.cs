using System.Reflection;

namespace Realtime.Testing.Services;

/// <summary>The paths of the services' assemblies. The build writes them into this assembly.</summary>
public static class ServiceAssemblies
{
    public static string PathOf(string service) =>
        typeof(ServiceAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == service).Value!;
}
