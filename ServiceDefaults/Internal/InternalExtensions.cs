using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Realtime.ServiceDefaults.Internal;

/// <summary>Sets up the calls between the services.</summary>
public static class InternalExtensions
{
    /// <summary>Adds <see cref="InternalCalls"/>, for a service that calls others.</summary>
    public static void AddInternalCalls(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<InternalTlsOptions>().BindConfiguration(InternalTlsOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<InternalTls>();
        builder.Services.AddSingleton<InternalCalls>();
    }

    /// <summary>
    /// Serves https with the service's certificate, if it has one, and asks callers for theirs. Health checks of others have none.
    /// </summary>
    public static void UseInternalTls(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
        kestrel.ConfigureHttpsDefaults(https =>
        {
            var tls = kestrel.ApplicationServices.GetRequiredService<InternalTls>();
            if (!tls.IsConfigured) return;
            https.ServerCertificateSelector = (_, _) => tls.Certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (certificate, chain, _) => tls.IsService(certificate, chain);
        }));
}
