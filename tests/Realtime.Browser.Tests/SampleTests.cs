using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Browser.Tests;

/// <summary>The sample page in a real browser.</summary>
[Collection(SampleServices.Name)]
public sealed class SampleTests(SampleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task The_page_holds_a_session_with_a_client_secret()
    {
        var page = await services.NewPage();
        var (sent, received) = (new List<string>(), new List<string>());
        page.WebSocket += (_, socket) =>
        {
            socket.FrameReceived += (_, frame) => { lock (received) received.Add(frame.Text ?? ""); };
            socket.FrameSent += (_, frame) => { lock (sent) sent.Add(frame.Text ?? ""); };
        };
        await page.GotoAsync(services.Page.ToString());
        await page.ClickAsync("#start");
        await page.TalkAndEnd();

        string[] told;
        lock (received) told = [.. received];
        Assert.DoesNotContain(told, frame => frame.Contains("friendly host", StringComparison.Ordinal)); // the instructions
        var session = Guid.Parse(System.Text.Json.JsonDocument.Parse(told.First(f => f.Contains("session_requested", StringComparison.Ordinal)))
            .RootElement.GetProperty("sessionId").GetString()!);
        await Upstream.Gone(session);
        Assert.Equal(["Good evening"], (await Upstream.Connection(session)).Texts);
    }

    [Fact]
    public async Task The_page_comes_back_to_its_session_when_the_connection_is_lost()
    {
        var page = await services.NewPage();
        IWebSocketRoute? first = null;
        await page.RouteWebSocketAsync(new Regex("/v1/realtime"), socket =>
        {
            first = socket;
            socket.ConnectToServer();
        });
        await page.GotoAsync(services.Page.ToString());
        await page.ClickAsync("#start");
        await page.WaitForSelectorAsync("#text:not([disabled])");
        var back = page.WaitForWebSocketAsync(new() { Predicate = socket => socket.Url.Contains("/live?", StringComparison.Ordinal) });
        await first!.CloseAsync(new() { Code = 1012 }); // as an API that stops; its own end stays open
        Assert.Contains("after=", (await back).Url, StringComparison.Ordinal);
        await page.TalkAndEnd();
    }

    [Fact]
    public async Task A_page_of_another_origin_opens_no_socket_and_reads_no_answer()
    {
        var page = await services.NewPage();
        // The page comes from the sample, but under a name that the API does not know.
        await page.RouteAsync("http://elsewhere.example/**", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html", Body = "<!doctype html><title>elsewhere</title>",
        }));
        await page.GotoAsync("http://elsewhere.example/");
        var api = Stack.Api.Address.ToString().TrimEnd('/');
        Assert.Equal("refused", await page.EvaluateAsync<string>(
            """
            url => new Promise(done => {
              const socket = new WebSocket(url, ['realtime', 'openai-insecure-api-key.anything']);
              socket.onopen = () => done('open'); socket.onerror = () => done('refused');
            })
            """, $"{api.Replace("http", "ws", StringComparison.Ordinal)}/v1/realtime?model=sim"));
        Assert.Equal("refused", await page.EvaluateAsync<string>(
            "url => fetch(url).then(() => 'read', () => 'refused')", $"{api}/openapi/v1.json"));
        Assert.Equal("refused", await page.EvaluateAsync<string>(
            "url => fetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }).then(() => 'read', () => 'refused')",
            $"{api}/conversations/any/sessions"));
    }

    [Fact]
    public async Task A_page_of_this_machine_reads_answers_in_development()
    {
        var page = await services.NewPage();
        await page.GotoAsync(services.Page.ToString());
        Assert.Equal(401, await page.EvaluateAsync<int>("url => fetch(url).then(answer => answer.status)",
            $"{Stack.Api.Address.ToString().TrimEnd('/')}/sessions"));
    }
}
