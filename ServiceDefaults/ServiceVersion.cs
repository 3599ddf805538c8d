using System.Reflection;

namespace Realtime.ServiceDefaults;

/// <summary>The version of this build, as Directory.Build.props has it, such as 0.1.0. CHANGELOG.md says what it contains.</summary>
public static class ServiceVersion
{
    public static readonly string Text =
        typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
