using System.Collections;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>The environment and arguments of a project: what the host has, what every project gets, what the model says, last one wins.</summary>
internal static class ProjectEnvironment
{
    private static readonly string[] HostsOwn =
        ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS"];

    /// <summary>What the model says; the same for every replica.</summary>
    public static async Task<Dictionary<string, string>> OfModelAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in await CollectAsync(resource, execution, cancellationToken))
            values[name] = value is IValueProvider provider ? await provider.GetValueAsync(cancellationToken) ?? "" : $"{value}";
        return values;
    }

    public static async Task<Dictionary<string, object>> CollectAsync(
        IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var collected = new Dictionary<string, object>();
        var context = new EnvironmentCallbackContext(execution, collected, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        return collected;
    }

    public static IEnumerable<string> Arguments(IResource resource)
    {
        var arguments = new List<object>();
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            annotation.Callback(arguments);
        return arguments.Select(argument => $"{argument}");
    }

    /// <summary>Fills the environment of one replica, which listens on the given port for each endpoint.</summary>
    public static void Fill(
        IDictionary<string, string?> environment,
        ProjectResource project,
        IReadOnlyDictionary<EndpointAnnotation, int> ports,
        IReadOnlyDictionary<string, string> model,
        bool coloured)
    {
        environment.Clear();
        foreach (DictionaryEntry inherited in Environment.GetEnvironmentVariables())
            environment[(string)inherited.Key] = (string?)inherited.Value;
        foreach (var name in HostsOwn)
            environment.Remove(name);

        if (coloured)
            environment["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        environment["OTEL_SERVICE_NAME"] = project.Name;
        environment["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.NewGuid():N}";
        var profile = project.Annotations.OfType<LaunchProfileAnnotation>().LastOrDefault()?.Profile.EnvironmentVariables;
        foreach (var (name, value) in profile ?? [])
            environment[name] = value;

        // An endpoint whose port has a variable of its own is the project's to open.
        var urls = ports.Where(port => port.Key is { IsHttp: true, TargetPortVariable: null }).Select(port => $"{port.Key.UriScheme}://127.0.0.1:{port.Value}").ToArray();
        if (urls.Length > 0)
            environment["ASPNETCORE_URLS"] = string.Join(';', urls);
        foreach (var (endpoint, port) in ports)
            if (endpoint.TargetPortVariable is { } variable)
                environment[variable] = port.ToString(CultureInfo.InvariantCulture);

        foreach (var (name, value) in model)
            environment[name] = value;
    }
}
