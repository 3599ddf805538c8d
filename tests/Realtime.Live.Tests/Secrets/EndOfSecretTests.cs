using System.Net;
using System.Net.WebSockets;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests.Secrets;

/// <summary>Secrets that were revoked or used up.</summary>
[Collection(LiveServices.Name)]
public sealed class EndOfSecretTests(LiveServices services, ITestOutputHelper output) : SecretTests(services, output)
{
    const string Start = "/v1/realtime?model=sim";

    [Fact]
    public async Task A_revoked_secret_opens_nothing_and_its_socket_closes_and_the_session_goes_on()
    {
        var made = await Make(new { });
        await using var client = await Browser(Start, made.GetProperty("value").GetString()!);
        await client.Until("session.updated");
        (await Revoke(made)).MustBe(HttpStatusCode.NoContent);
        Assert.Equal(4403, await client.UntilClosed());
        (await Try(Start, made.GetProperty("value").GetString()!)).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal("started", (await OverHttp(client).State()).GetProperty("phase").GetString());
        await OverHttp(client).TryEnd();
    }

    [Fact]
    public async Task A_secret_for_single_use_opens_one_socket_also_if_many_try_at_once()
    {
        var token = await Secret(new { singleUse = true });
        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryOpen(token)));
        var client = Assert.Single(opened.OfType<LiveClient>());
        (await Try(Start, token)).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        (await Try(Live(client), token)).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        await client.Close();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_refused_start_does_not_use_a_secret_up()
    {
        var token = await Secret(new { singleUse = true });
        (await Try("/v1/realtime?model=a+bad+model!", token)).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        await using var client = await Browser(Start, token);
        await client.Until("session.created");
        await client.Close();
    }

    [Fact]
    public async Task Every_way_to_present_a_secret_works()
    {
        var token = await Secret();
        foreach (var configure in (Action<ClientWebSocketOptions>[])[
            options => options.SetRequestHeader("Authorization", "Bearer " + token), options => options.SetRequestHeader("api-key", token),
            options => options.AddSubProtocol("openai-insecure-api-key." + token)])
        {
            await using var client = await LiveClient.Connect(Stack.Api.Address, Start, configure: options =>
            {
                options.AddSubProtocol("realtime");
                configure(options);
            });
            await client.Until("session.created");
            await client.Close();
        }
    }

    async Task<LiveClient?> TryOpen(string token)
    {
        try
        {
            return await Browser(Start, token);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
