using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults;

namespace Realtime.Api.Tls;

/// <summary>Https by the API itself, for clients that insist on wss and have no proxy that provides it.</summary>
static class TlsExtensions
{
    public static void AddTls(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TlsOptions>().BindConfiguration(TlsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var port = builder.Configuration.GetValue<int?>($"{TlsOptions.Section}:{nameof(TlsOptions.Port)}");
        if (port is null && builder.Configuration[$"{TlsOptions.Section}:{nameof(TlsOptions.CertificatePath)}"] is not { Length: > 0 })
            return;

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            var services = kestrel.ApplicationServices;
            var options = services.GetRequiredService<IOptions<TlsOptions>>().Value;
            if (options.CertificatePath is { Length: > 0 } given)
            {
                https.ServerCertificate = PemCertificate.Load(given, options.KeyPath);
                https.ServerCertificateChain = PemCertificate.Chain(given, https.ServerCertificate);
                return;
            }

            var folder = options.Folder is { Length: > 0 } named ? Path.GetFullPath(named) : DevelopmentCertificate.UsersFolder;
            var logger = services.GetRequiredService<ILogger<DevelopmentCertificate>>();
            https.ServerCertificate = new DevelopmentCertificate(folder, services.GetRequiredService<TimeProvider>(), logger).Get();
        }));
        if (port is { } told)
            builder.WebHost.UseUrls([.. Addresses(builder.Configuration), told == 0 ? "https://127.0.0.1:0" : $"https://localhost:{told}"]);
    }

    /// <summary>The addresses without TLS: naming any address replaces them all, so they are named again.</summary>
    static string[] Addresses(ConfigurationManager configuration)
    {
        const StringSplitOptions clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        if (configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls) return urls.Split(';', clean);
        if (configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 } ports)
            return [.. ports.Split(';', clean).Select(port => $"http://*:{port}")];
        return ["http://localhost:5000"];
    }
}
