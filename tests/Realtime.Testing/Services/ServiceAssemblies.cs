using System.Reflection;

namespace Realtime.Testing.Services;

/// <summary>Where the build put the services; it wrote that into this assembly.</summary>
public static class ServiceAssemblies
{
    public static string PathOf(string service) =>
        typeof(ServiceAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == service).Value!;
}
