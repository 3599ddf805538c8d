using System.Net;
using System.Net.Sockets;
using System.Text;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Bounds;

/// <summary>A client beyond a limit is refused with the limit's name and a time to retry; others do not notice.</summary>
public sealed class LimitTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Event_streams_are_bounded_and_leave_room_for_everything_else()
    {
        var stack = await StartStack(With(("Realtime__EventStreams", "3")));
        var conversation = (await stack.StartSessions(1))[0].Conversation;
        await NothingOpen(stack, conversation);
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++) streams.Add(await stack.Client.Open($"{conversation.Path}/events", null, CancellationToken.None));
        Refused(await Answer.Of(await stack.Client.Open($"{conversation.Path}/events", null, CancellationToken.None)),
            HttpStatusCode.ServiceUnavailable, "Realtime:EventStreams");
        (await stack.Client.Get(conversation.Path)).MustBe(HttpStatusCode.OK);
        streams[0].Dispose();
        await Patience.Until(async () => await Opens(stack, conversation), "a stream for another");
        foreach (var stream in streams) stream.Dispose();
    }

    [Fact]
    public async Task Live_sockets_are_bounded_for_an_API_and_for_a_session()
    {
        var stack = await StartStack(With(("Realtime__LiveSockets", "4"), ("Realtime__SessionLiveSockets", "2")));
        var sessions = await stack.StartSessions(3);
        var sockets = new List<Driver>();
        foreach (var session in (SessionClient[])[sessions[0], sessions[0], sessions[1]])
            sockets.Add(await Driver.Connect(stack.Api.Address, Live(session)));
        Refused(await Upgrade.Try(stack.Api.Address, Live(sessions[0])), HttpStatusCode.TooManyRequests, "Realtime:SessionLiveSockets");
        sockets.Add(await Driver.Connect(stack.Api.Address, Live(sessions[2])));
        Refused(await Upgrade.Try(stack.Api.Address, Live(sessions[2])), HttpStatusCode.ServiceUnavailable, "Realtime:LiveSockets");
        (await stack.Client.Get(sessions[0].Conversation.Path)).MustBe(HttpStatusCode.OK);
        foreach (var socket in sockets) socket.Dispose();
    }

    [Fact]
    public async Task A_workers_own_bound_for_a_session_holds_over_all_APIs()
    {
        var stack = await StartStack(new StackSettings { Worker = new Dictionary<string, string> { ["Realtime__Worker__SessionAttachments"] = "2" } });
        var session = (await stack.StartSessions(1))[0];
        // Which sockets the worker takes first is not known, so there is one more at each look.
        var sockets = new List<(Watcher Watcher, Task<int?> Closed)>();
        try
        {
            await Patience.Until(async () =>
            {
                var watcher = await Watcher.Connect(stack.Api.Address, Live(session));
                sockets.Add((watcher, watcher.UntilClosed()));
                await Task.WhenAny([.. sockets.Select(socket => socket.Closed), Task.Delay(TimeSpan.FromSeconds(1))]);
                return sockets.Count > 2 && sockets.Count(socket => !socket.Closed.IsCompleted) == 2;
            }, "all sockets but two closed");
            await session.Text("still here");
            Assert.Equal(2, sockets.Count(socket => !socket.Closed.IsCompleted));
            foreach (var (_, closed) in sockets.Where(socket => socket.Closed.IsCompleted)) Assert.Equal(4429, await closed);
        }
        finally
        {
            foreach (var (watcher, _) in sockets) watcher.Dispose();
        }
    }

    [Fact]
    public async Task Requests_in_flight_are_bounded_and_health_always_answers()
    {
        var stack = await StartStack(With(("Realtime__RequestsInFlight", "2")));
        var hanging = new List<TcpClient>();
        Answer? refused = null;
        await Patience.Until(async () =>
        {
            // The server drops a body that sends nothing for five seconds: each look has hanging ones of its own.
            for (var i = 0; i < 2; i++) hanging.Add(await Hang(stack.Api.Address));
            refused = await stack.Client.Get("/sessions");
            return refused.Status is HttpStatusCode.ServiceUnavailable;
        }, "refused");
        Refused(refused!, HttpStatusCode.ServiceUnavailable, "Realtime:RequestsInFlight");
        Assert.Equal("Healthy", await stack.Api.Health());
        foreach (var client in hanging) client.Dispose();
        await Patience.Until(async () => (await stack.Client.Get("/sessions")).Status is HttpStatusCode.OK, "served again");
    }

    [Fact]
    public async Task An_announced_length_takes_no_memory_and_all_bodies_together_have_a_bound()
    {
        var stack = await StartStack(With(("Realtime__AudioBufferBytes", "1048576"), ("Realtime__MaximumAudioBytes", "67108864")));
        var session = (await stack.StartSessions(1))[0];
        Refused(await session.TryAudio(new byte[2 * 1024 * 1024]), HttpStatusCode.ServiceUnavailable, "Realtime:AudioBufferBytes");
        (await session.TryAudio(Speech.Silence(100))).MustBe(HttpStatusCode.Accepted);
    }

    static StackSettings With(params (string Name, string Value)[] settings) =>
        new() { Api = settings.ToDictionary(s => s.Name, s => s.Value) };

    static string Live(SessionClient session) => $"{session.Conversation.Path}/sessions/{session.Id}/live?drive=false";

    static void Refused(Answer answer, HttpStatusCode status, string limit)
    {
        answer.MustBeRefused(status, "limit-reached");
        Assert.Equal(limit, answer.Json.GetProperty("limit").GetString());
        Assert.NotNull(answer.RetryAfter);
    }

    static async Task<bool> Opens(RealtimeStack stack, ConversationClient conversation)
    {
        using var stream = await stack.Client.Open($"{conversation.Path}/events", null, CancellationToken.None);
        return stream.StatusCode is HttpStatusCode.OK;
    }

    /// <summary>Waits until no event stream is open.</summary>
    static Task NothingOpen(RealtimeStack stack, ConversationClient conversation) => Patience.Until(async () =>
    {
        var streams = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++) streams.Add(await stack.Client.Open($"{conversation.Path}/events", null, CancellationToken.None));
        var all = streams.All(s => s.StatusCode is HttpStatusCode.OK);
        foreach (var stream in streams) stream.Dispose();
        return all;
    }, "no stream open");

    /// <summary>A request whose body never comes.</summary>
    static async Task<TcpClient> Hang(Uri api)
    {
        var client = new TcpClient();
        await client.ConnectAsync(api.Host, api.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /conversations/hanging/sessions HTTP/1.1\r\nhost: {api.Authority}\r\ncontent-type: "
            + $"application/json\r\ncontent-length: 1000\r\n\r\n{{"));
        return client;
    }
}
