using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Realtime.Sessions;
using Realtime.Worker.Buffers;
using Realtime.Worker.Journal;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>What the worker says to the model by itself, and what it puts on the record.</summary>
public sealed class ManagedDialogueTests : IDisposable
{
    static readonly Guid Session = Guid.CreateVersion7();
    static readonly TimeSpan HandoffPatience = TimeSpan.FromSeconds(60);
    readonly FakeTimeProvider time = new();
    readonly Outbox outbox = new(audioFrames: 1, new BufferShare(new BufferBudget(1024 * 1024), 1024 * 1024));
    readonly List<SessionEvent> recorded = [];
    readonly List<string> overdue = [];
    readonly ManagedDialogue dialogue;

    public ManagedDialogueTests()
    {
        var entry = new JournalEntry("talk", Session, new OwnerToken("worker", 1), new Conversation(), 1);
        var session = new OwnedSession("talk", Session, 1, new SessionOptions("m"), entry);
        dialogue = new ManagedDialogue(session, outbox, recorded.Add, overdue.Add, HandoffPatience, time);
    }

    [Fact]
    public async Task Texts_become_items_and_one_response_at_a_time()
    {
        Told(Text("one"));
        Told(Text("two"));
        Told(Text("three"));
        Heard(new ResponseStarted(Session, "r"));
        Heard(new ResponseDone(Session, "r", "completed", TokenUsage.None));
        Assert.Equal(["item", "response.create", "item", "item", "response.create"], await Sent(5));
    }

    [Fact]
    public async Task With_a_driver_a_text_becomes_an_item_only()
    {
        dialogue.Told(Text("one"), driven: true);
        Told(Text("two"));
        Assert.Equal(["item", "item", "response.create"], await Sent(3));
    }

    [Fact]
    public async Task What_belongs_to_another_session_is_nothing_to_this_one()
    {
        Told(new TextSubmitted(Guid.NewGuid(), "i", "user", "elsewhere"));
        Told(Text("here"));
        Assert.Equal(["item", "response.create"], await Sent(2));
    }

    [Fact]
    public async Task A_response_that_was_already_active_is_asked_for_again_when_that_is_done()
    {
        Told(Text("one"));
        dialogue.Heard(new UpstreamMessage.Warning(new SessionError(UpstreamErrors.AlreadyActive, "m", ErrorOrigin.Upstream, false), KnownKind: true));
        Heard(new ResponseDone(Session, "r", "completed", TokenUsage.None));
        Assert.Equal(["item", "response.create", "response.create"], await Sent(3));
    }

    [Fact]
    public async Task Speech_over_output_audio_cuts_it_where_it_was_heard_once()
    {
        dialogue.Heard(new UpstreamMessage.Audio("i", 0, 400));
        dialogue.Heard(new UpstreamMessage.Audio("i", 0, 240));
        Heard(new SpeechStarted(Session, "u", 10));
        Heard(new SpeechStarted(Session, "u", 20));
        Told(Text("go on"));
        Assert.Equal(["truncate i at 640", "item", "response.create"], await Sent(3));
    }

    [Fact]
    public async Task A_calls_answer_is_sent_once_it_is_on_the_record()
    {
        Heard(new HandoffRequested(Session, "c", "weather", "{}"));
        Told(new HandoffAnswered(Session, "c", "12 degrees", Failure: null));
        Assert.Equal(["answer c: 12 degrees", "response.create"], await Sent(2));
        time.Advance(HandoffPatience);
        Assert.Empty(overdue);
    }

    [Fact]
    public void A_call_that_waits_too_long_is_answered_with_a_failure()
    {
        Heard(new HandoffRequested(Session, "c", "weather", "{}"));
        time.Advance(HandoffPatience);
        Assert.Equal(["c"], overdue);
        dialogue.Fail("c", "No answer came in time.");
        dialogue.Fail("never-heard-of", "No answer came in time.");
        Assert.Equal([new HandoffAnswered(Session, "c", null, "No answer came in time.")], recorded);
    }

    [Fact]
    public void A_call_left_open_when_its_turn_ends_is_answered_with_a_failure()
    {
        Heard(new HandoffRequested(Session, "c", "weather", "{}"));
        Heard(new SpeechStarted(Session, "u", 10));
        Assert.Equal("c", Assert.IsType<HandoffAnswered>(Assert.Single(recorded)).CallId);
    }

    static TextSubmitted Text(string text) => new(Session, text, "user", text);

    void Told(ConversationEvent e) => dialogue.Told(e, driven: false);

    void Heard(SessionEvent e) => dialogue.Heard(new UpstreamMessage.Recorded(e));

    async Task<List<string>> Sent(int count)
    {
        await using var peer = await UpstreamPeer.Start();
        await using var transport = await peer.Connect();
        var running = outbox.Run(transport, _ => ValueTask.CompletedTask, CancellationToken.None, CancellationToken.None);
        var arrived = await peer.Next(count);
        outbox.Close();
        await running;
        return [.. arrived.Select(Word)];
    }

    static string Word(JsonElement message) => message.GetProperty("type").GetString() switch
    {
        "conversation.item.create" when message.GetProperty("item") is var item && item.TryGetProperty("call_id", out var call) => $"answer {call}: {item.GetProperty("output")}",
        "conversation.item.create" => "item",
        "conversation.item.truncate" => $"truncate {message.GetProperty("item_id")} at {message.GetProperty("audio_end_ms")}",
        var type => type!,
    };

    public void Dispose() => dialogue.Dispose();
}
