using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Realtime.ServiceDefaults.Tests;

/// <summary>The HTTP clients that a service gets from its factory, against a server that first answers that it is busy.</summary>
public sealed class HttpClientTests : IAsyncLifetime
{
    readonly WebApplication server = Server();
    int requests;

    [Fact]
    public async Task A_client_finds_a_host_by_its_name_in_the_app_model_and_retries_a_GET()
    {
        using var response = await Client().GetAsync("http://busy/");
        Assert.Equal(StatusCodes.Status200OK, (int)response.StatusCode);
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task A_client_sends_a_POST_only_once()
    {
        using var response = await Client().PostAsync("http://busy/", content: null);
        Assert.Equal(StatusCodes.Status503ServiceUnavailable, (int)response.StatusCode);
        Assert.Equal(1, requests);
    }

    HttpClient Client()
    {
        var builder = Host.CreateApplicationBuilder();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        // the app model names other services in this way
        builder.Configuration.AddInMemoryCollection([new("services:busy:http:0", address)]);
        builder.AddServiceDefaults();
        return builder.Build().Services.GetRequiredService<IHttpClientFactory>().CreateClient();
    }

    public Task InitializeAsync()
    {
        server.Run(context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref requests) == 1
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        return server.StartAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        return builder.Build();
    }
}
