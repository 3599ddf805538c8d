using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Realtime.ServiceDefaults;

namespace Microsoft.Extensions.Hosting;

public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds what every service shares: telemetry, a console log with one line for each entry, the defaults of HTTP clients, health checks
    /// and problem details.
    /// </summary>
    /// <exception cref="Microsoft.AspNetCore.Connections.AddressInUseException">Another program listens where the service is to.</exception>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddSecrets();
        if (builder is WebApplicationBuilder) FreeAddresses.Require(builder.Configuration);
        builder.AddConsoleLog();
        builder.AddTelemetry();
        builder.Services.AddHttpClientDefaults();
        builder.Services.AddLivenessCheck();
        builder.Services.AddProblemDetails();
        return builder;
    }

    /// <summary><c>/health</c>: every check, as JSON; 503 when one is unhealthy. <c>/alive</c>: only those tagged <c>live</c>.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();
        return app;
    }

    /// <summary>
    /// Reads settings from a folder with one file for each setting, as containers get their secrets. They override other sources.
    /// </summary>
    private static void AddSecrets(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["Realtime:SecretsFolder"] is { Length: > 0 } folder)
            builder.Configuration.AddKeyPerFile(folder, optional: false);
    }

    private static void AddConsoleLog(this IHostApplicationBuilder builder)
    {
        // The first source, so that any setting of the service or the environment overrides it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
                // Marten logs every failed command as an error, even a lost race that is tried again. The code that catches the exception
                // logs what matters.
                new("Logging:LogLevel:Marten.IDocumentStore", "None"),
                // Every failed attempt of an export would be a line, with its stack, which is exported in turn.
                new("Logging:LogLevel:Polly", "Warning"),
                // HealthLog logs each change once.
                new("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", "None"),
            ],
        });
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";
        });
    }
}
