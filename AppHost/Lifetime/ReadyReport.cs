using System.Diagnostics;
using AppHost.Databases;
using AppHost.Services;
using Microsoft.Extensions.Configuration;

namespace AppHost.Lifetime;

/// <summary>Prints what a user needs to work with a run that is healthy.</summary>
sealed class ReadyReport(DistributedApplicationModel model, IServiceProvider services, IConfiguration settings)
{
    public async Task PrintAsync(CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime;
        var database = model.Resources.SelectMany(each => each.Annotations).OfType<DatabasePlace>().Single();
        var psql = await database.Psql(services, cancellation);
        Console.WriteLine($"""

            Everything is healthy, {since.TotalSeconds:F1} s after the start.
              Console    http://localhost:{ApiPorts.Console(settings)}
              API        http://localhost:{ApiPorts.Http(settings)}
              Reference  http://localhost:{ApiPorts.Http(settings)}/reference/
              Dashboard  {Login}
              Model      {Upstream.NameOf(settings)}
              Data       {database.Data}; the next run has it too
              psql       {psql}
              Anew       stop this run, then: {database.Anew}
            Press Ctrl-C to stop.
            """);
    }

    string Login => settings["ASPNETCORE_URLS"] is { Length: > 0 } address
        ? $"{address.Split(';')[0].TrimEnd('/')}/login?t={settings["AppHost:BrowserToken"]}"
        : "none";
}
