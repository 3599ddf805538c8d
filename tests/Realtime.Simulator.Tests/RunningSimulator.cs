using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;

namespace Realtime.Simulator.Tests;

/// <summary>The simulator in this process, on its own loopback port, with real sockets.</summary>
public sealed class RunningSimulator : IAsyncLifetime
{
    private WebApplication? app;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        app = SimulatorHost.Build("--urls", "http://127.0.0.1:0", "--Realtime:Simulator:CloseTimeoutMilliseconds", "500");
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app!.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>
    /// Waits until the simulator's entry of the connection with <paramref name="mark"/> in its query is as expected; returns the entry.
    /// </summary>
    public async Task<JsonNode> ListedAsync(string mark, Func<JsonNode, bool> expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var listed = await Http.GetFromJsonAsync<JsonArray>($"sessions?closed=true&match={mark}", patience.Token);
            if (listed!.FirstOrDefault(session => expected(session!)) is { } found)
                return found;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    public Task<HttpResponseMessage> BreakAsync(string sessionId, string fault) =>
        Http.PostAsync(new Uri($"sessions/{sessionId}/fault?fault={fault}", UriKind.Relative), null);
}
