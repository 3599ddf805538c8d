using System.Text.Json;
using Realtime.Client.Tests.Fakes;
using static Realtime.Client.Tests.Fakes.FakeLiveService;

namespace Realtime.Client.Tests;

public class LiveSessionTests
{
    static readonly Guid Id = new("019ac0de-0000-7000-8000-000000000001");
    static readonly string End = ScriptedService.Envelope(9, "session_ended",
        """{"sessionId":"019ac0de-0000-7000-8000-000000000001","reason":"requested","error":null,"closeCode":null,"closeReason":null,"totals":{},"totalsComplete":true}""");

    static string Mark(long version) => $$"""{"type":"session_mark","sessionId":"{{Id}}","version":{{version}}}""";

    [Theory]
    [InlineData(null)]
    [InlineData(1007)]
    [InlineData(1009)]
    [InlineData(1012)]
    [InlineData(4403)]
    [InlineData(4429)]
    public async Task A_socket_that_is_lost_comes_back_with_its_last_mark(int? code)
    {
        await using var service = await Start(Send(code, """{"type":"session.created","session":{}}""", Mark(5)),
            Refuse(503, "log-unavailable"), Send(1000, End));
        var (messages, failure) = await Read(service);
        Assert.Null(failure);
        Assert.Equal(["?marks=true", "?marks=true&after=5", "?marks=true&after=5"], service.Asked);
        Assert.Equal("session.created", Assert.IsType<ModelMessage>(messages[0]).Type);
        Assert.Equal(5, Assert.IsType<SessionMark>(messages[1]).Version);
        Assert.Equal(code, Assert.IsType<Reconnected>(messages[2]).CloseCode);
        Assert.IsType<SessionEnded>(Assert.IsType<LoggedMessage>(messages[3]).Event.Data);
        Assert.Equal(4, messages.Count);
    }

    [Fact]
    public async Task Without_a_position_it_comes_back_for_what_is_new()
    {
        await using var service = await Start(Send(1012), Send(1000, End));
        Assert.Null((await Read(service)).Failure);
        Assert.Equal(["?marks=true", "?marks=true&after=now"], service.Asked);
    }

    [Fact]
    public async Task An_event_that_the_client_has_does_not_come_twice()
    {
        var (third, fourth) = (ScriptedService.Envelope(3, "end_requested", "{}"), ScriptedService.Envelope(4, "end_requested", "{}"));
        await using var service = await Start(Send(null, third), Send(1012, third, fourth, Mark(6)), Send(1000, fourth, End));
        var (messages, _) = await Read(service, new LiveOptions { After = 2, Drive = false });
        Assert.Equal(["?marks=true&drive=false&after=2", "?marks=true&drive=false&after=3", "?marks=true&drive=false&after=6"],
            service.Asked);
        Assert.Equal([3, 4, 9], messages.OfType<LoggedMessage>().Select(message => message.Event.Version));
    }

    [Fact]
    public async Task What_was_missed_in_the_model_s_protocol_is_a_position_once_the_next_version_comes()
    {
        await using var service = await Start(
            Send(null, """{"type":"response.created","version":4}""", """{"type":"response.done","version":5}"""), Send(1000, End));
        await Read(service, new LiveOptions { After = 3, InModelProtocol = true });
        Assert.Equal(["?marks=true&view=openai&after=3", "?marks=true&view=openai&after=4"], service.Asked);
    }

    [Theory]
    [InlineData(4511)]
    [InlineData(1000)]
    public async Task A_socket_that_is_closed_for_good_says_why(int code)
    {
        await using var service = await Start(Send(code, Mark(5)));
        var failure = Assert.IsType<LiveClosedException>((await Read(service)).Failure);
        Assert.Equal((code, "why"), (failure.CloseCode, failure.Reason));
    }

    [Fact]
    public async Task A_refused_return_is_a_problem()
    {
        await using var service = await Start(Send(1012), Refuse(401, "unauthorized"));
        Assert.Equal(ProblemName.Unauthorized, Assert.IsType<ProblemException>((await Read(service)).Failure).Name);
    }

    [Fact]
    public async Task A_refused_start_is_a_problem()
    {
        await using var service = await Start(Refuse(409, "session-not-live"));
        using var client = service.Client();
        var refused = await Assert.ThrowsAsync<ProblemException>(() => client.Session("c", Id).ConnectAsync());
        Assert.Equal((409, ProblemName.SessionNotLive), (refused.Status, refused.Name));
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_stops_the_client_from_reading_and_loses_nothing()
    {
        var words = new string('x', 60_000);
        var sent = 0;
        await using var service = await Start(Speak(async socket =>
        {
            for (; sent < 400; sent++)
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { type = "words", words, number = sent }),
                    System.Net.WebSockets.WebSocketMessageType.Text, true, CancellationToken.None);
            await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(End), System.Net.WebSockets.WebSocketMessageType.Text, true,
                CancellationToken.None);
        }));
        using var client = service.Client();
        await using var live = await client.Session("c", Id).ConnectAsync(new LiveOptions { QueueBytes = 200_000 });
        var before = -1;
        while (sent != before)
        {
            before = sent;
            await Task.Delay(300); // the sender goes on until every buffer between it and the reader is full
        }

        Assert.InRange(sent, 0, 399);
        var numbers = await live.ReadAsync().OfType<ModelMessage>().Select(message =>
            message.Json.GetProperty("number").GetInt32()).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 400), numbers);
    }

    [Fact]
    public async Task Audio_is_dropped_and_messages_wait_while_the_socket_is_away()
    {
        var back = new TaskCompletionSource();
        var heard = new TaskCompletionSource<string?>();
        await using var service = await Start(Send(null), async context =>
        {
            await back.Task;
            await Speak(async socket =>
            {
                heard.SetResult(await Receive(socket));
                await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(End), System.Net.WebSockets.WebSocketMessageType.Text, true,
                    CancellationToken.None);
            })(context);
        });
        using var client = service.Client();
        await using var live = await client.Session("c", Id).ConnectAsync();
        await Patience.Until(() => Task.FromResult(service.Asked.Count == 2));
        Assert.False(await live.SendAudioAsync(new byte[4]));
        var sending = live.SendAsync(JsonElement.Parse("""{"type":"response.create"}"""));
        Assert.False(sending.IsCompleted);
        back.SetResult();
        await sending;
        Assert.Equal("""{"type":"response.create"}""", await heard.Task);
        await live.ReadAsync().LastAsync();
        await Assert.ThrowsAsync<IOException>(() => live.SendAsync(JsonElement.Parse("{}")));
    }

    [Fact]
    public async Task Audio_is_a_message_of_the_model_s_protocol()
    {
        var heard = new TaskCompletionSource<string?>();
        await using var service = await Start(Speak(async socket => heard.SetResult(await Receive(socket))));
        using var client = service.Client();
        await using var live = await client.Session("c", Id).ConnectAsync();
        Assert.True(await live.SendAudioAsync(new byte[] { 1, 2, 3, 4 }));
        Assert.Equal("""{"type":"input_audio_buffer.append","audio":"AQIDBA=="}""", await heard.Task);
    }

    static async Task<(List<LiveMessage> Messages, Exception? Failure)> Read(FakeLiveService service, LiveOptions? options = null)
    {
        using var patience = Patience.Source();
        using var client = service.Client();
        await using var live = await client.Session("c", Id).ConnectAsync(options, patience.Token);
        var messages = new List<LiveMessage>();
        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var message in live.ReadAsync(patience.Token)) messages.Add(message);
        });
        return (messages, failure);
    }
}
