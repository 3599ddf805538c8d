using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHost;

/// <summary>
/// A health check that tries ten times a second, for up to three seconds, before it reports a failure.
/// The app model itself checks again after one second, then two, then three, so it would notice late that a resource is ready.
/// </summary>
sealed class PatientCheck(Func<CancellationToken, Task<string?>> whyNot) : IHealthCheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(Interval);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await whyNot(cancellationToken) is not { } reason) return HealthCheckResult.Healthy();
            if (TimeProvider.System.GetElapsedTime(start) > Patience) return HealthCheckResult.Unhealthy(reason);
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}

static class PatientCheckExtensions
{
    /// <param name="whyNot">Returns the reason why the resource is not ready; null when it is ready.</param>
    public static IResourceBuilder<T> WithPatientCheck<T>(this IResourceBuilder<T> resource,
        Func<CancellationToken, Task<string?>> whyNot) where T : IResource
    {
        // Remove the check that a package's resource brings: it tries only once.
        foreach (var brought in resource.Resource.Annotations.OfType<HealthCheckAnnotation>().ToArray())
            resource.Resource.Annotations.Remove(brought);
        var name = resource.Resource.Name + " answers";
        resource.ApplicationBuilder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(name, _ => new PatientCheck(whyNot), HealthStatus.Unhealthy, tags: null));
        return resource.WithHealthCheck(name);
    }
}
