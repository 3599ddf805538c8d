using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.Worker.Internal;

namespace Realtime.Worker.Tests.Internal;

/// <summary>While the database is away, a call of another service is answered in one line, and any other failure still shows.</summary>
public sealed class LogUnavailableTests
{
    readonly KeptLog<LogUnavailable> log = new();

    [Fact]
    public async Task A_call_that_cannot_reach_the_log_is_answered_503_with_one_line()
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Call(new NpgsqlException("Failed to connect", new IOException("refused"))));
        Assert.Equal("POST /internal/claims could not reach the event log; the service that called is answered 503 and goes on without: "
            + "Failed to connect", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task Another_failure_is_not_taken_for_an_outage()
    {
        Assert.Equal(HttpStatusCode.InternalServerError, await Call(new InvalidOperationException("a mistake of ours")));
        Assert.Empty(log.Lines);
    }

    async Task<HttpStatusCode> Call(Exception failure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILogger<LogUnavailable>>(log);
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGroup("/internal").AddEndpointFilter<LogUnavailable>().MapPost("/claims", IResult () => throw failure);
        await app.StartAsync();
        using var http = new HttpClient();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var answer = await http.PostAsync(new Uri($"{address}/internal/claims"), content: null);
        return answer.StatusCode;
    }
}
