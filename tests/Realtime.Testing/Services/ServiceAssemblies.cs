using System.Reflection;

namespace Realtime.Testing.Services;

/// <summary>The paths of the services' assemblies. The build writes them into this assembly.</summary>
public static class ServiceAssemblies
{
    public static string PathOf(string service) => PathOf(typeof(ServiceAssemblies).Assembly, service);

    /// <summary>The path of a program that the build wrote into the assembly of a test project.</summary>
    public static string PathOf(Assembly tests, string program) =>
        tests.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == program).Value!;
}
