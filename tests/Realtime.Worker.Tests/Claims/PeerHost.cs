using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Realtime.EventLog.Claims;

namespace Realtime.Worker.Tests.Claims;

/// <summary>Another worker, as far as offers go: a test decides what it answers.</summary>
sealed class PeerHost : IAsyncDisposable
{
    readonly WebApplication app;

    PeerHost(WebApplication app) => this.app = app;

    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>The sessions that it was offered, in order.</summary>
    public ConcurrentQueue<Guid> Offered { get; } = new();

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <param name="answer">Takes an offered session and the number of its offer, from 1.</param>
    public static async Task<PeerHost> Start(Func<Guid, int, Task<IResult>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = new PeerHost(builder.Build());
        host.app.Urls.Add("http://127.0.0.1:0");
        host.app.MapPost("/internal/claims", async (ClaimOffer offer) =>
        {
            host.Offered.Enqueue(offer.SessionId);
            return await answer(offer.SessionId, host.Offered.Count(session => session == offer.SessionId));
        });
        await host.app.StartAsync();
        return host;
    }

    public static Task<IResult> Says(ClaimAnswer answer) => Task.FromResult<IResult>(TypedResults.Ok(new ClaimReply(answer, 1)));

    public static Task<IResult> Fails() => Task.FromResult<IResult>(TypedResults.InternalServerError());

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
