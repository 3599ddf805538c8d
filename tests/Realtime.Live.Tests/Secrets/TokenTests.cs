using System.Net;
using Realtime.Testing.Client;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.Live.Tests.Secrets;

/// <summary>Keys, and the short-lived tokens that replace them in browsers.</summary>
[Collection(LiveServices.Name)]
public sealed class TokenTests(LiveServices services, ITestOutputHelper output) : SecretTests(services, output)
{
    const string Start = "/v1/realtime?model=sim";

    [Fact]
    public async Task Without_the_key_no_live_socket_opens()
    {
        await using var client = await Drive();
        foreach (var path in new[] { Start, $"/conversations/{client.Conversation}/sessions/{client.Session}/live" })
        {
            (await Upgrade.Try(Stack.Api.Address, path)).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
            (await Upgrade.Try(Stack.Api.Address, path, "sk-wrong")).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        }

        using var nobody = new ApiClient(Stack.Api.Address);
        (await nobody.Post("/v1/realtime/client_secrets", new { })).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_browser_hands_over_a_token_as_a_subprotocol()
    {
        var token = await Secret(new { session = Json("""{"type":"realtime","model":"echo","audio":{"output":{"voice":"marin"}}}""") });
        await using var client = await Browser("/v1/realtime?model=sim", token);
        Assert.Equal("realtime", client.SubProtocol);
        await client.Until("session.created");
        Assert.Equal("echo", (await Upstream.Connection(client.Session)).Model);

        client.Abort();
        await using var back = await Browser($"/conversations/{client.Conversation}/sessions/{client.Session}/live?after=0", token);
        await back.Append("AAAA");
        await back.Until("response.output_audio.delta");
    }

    [Theory]
    [InlineData("""{"type":"realtime"}""")]
    [InlineData("""{"type":"realtime","model":"sim","instructions":"Be brief."}""")]
    public async Task The_holder_does_not_change_the_type_of_the_sessions(string session)
    {
        var token = await Secret(new { session = Json(session) });
        var refused = await Upgrade.Try(Stack.Api.Address, "/v1/realtime?intent=transcription", token);
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.Contains("type realtime", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_changed_is_refused()
    {
        var token = await Secret();
        await using (await Browser(Start, token))
        {
        }

        foreach (var at in new[] { 5, token.Length / 2, token.Length - 3 })
        {
            var changed = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            (await Upgrade.Try(Stack.Api.Address, Start, subProtocols: $"realtime, openai-insecure-api-key.{changed}"))
                .MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        }

        (await Upgrade.Try(Stack.Api.Address, Start, subProtocols: "realtime, openai-insecure-api-key.ek_"))
            .MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_token_expires()
    {
        var made = await Make(new { expires_after = new { anchor = "created_at", seconds = 10 } });
        var token = made.GetProperty("value").GetString()!;
        Answer? refused = null;
        await Patience.Until(async () =>
        {
            try
            {
                await using var client = await Browser(Start, token);
                return false;
            }
            catch (System.Net.WebSockets.WebSocketException)
            {
                refused = await Upgrade.Try(Stack.Api.Address, Start, subProtocols: $"realtime, openai-insecure-api-key.{token}");
                return true;
            }
        }, "the token's end");
        refused!.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.True(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() >= made.GetProperty("expires_at").GetInt64());
    }

    [Fact]
    public async Task A_token_makes_no_tokens()
    {
        var token = await Secret();
        (await Ask(new { }, token)).MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
        (await Ask(new { expires_after = new { seconds = 1 } }, LiveServices.Key))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await Ask("not an object", LiveServices.Key)).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        using var holder = new ApiClient(Stack.Api.Address, token);
        (await holder.Get("/v1/realtime/client_secrets")).MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
    }
}
