using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Deployment.Tests;

/// <summary>The paths that the services serve, read from the code that maps them.</summary>
static class Paths
{
    public static readonly string Readiness = Of("ReadinessPath");
    public static readonly string Liveness = Of("LivenessPath");

    static string Of(string name) =>
        (string)typeof(ServiceDefaultsExtensions).Assembly.GetType("Realtime.ServiceDefaults.Health", throwOnError: true)!
        .GetField(name, BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue()!;
}
