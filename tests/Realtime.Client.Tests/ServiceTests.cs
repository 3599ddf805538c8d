using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Client.Tests;

/// <summary>The package against a real API, worker and simulator.</summary>
[Collection(SharedServices.Name)]
public sealed class ServiceTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    RealtimeClient NewClient() => new(Stack.Api.Address);

    static string NewName() => $"package-{Guid.NewGuid():N}";

    [Fact]
    public async Task A_session_is_started_spoken_to_followed_and_ended()
    {
        using var client = NewClient();
        using var patience = Patience.Source();
        var session = await client.StartAsync(NewName(), new() { Instructions = "Be brief." }, patience.Token);
        var said = new List<string>();
        SessionEnded? end = null;
        await foreach (var e in session.FollowAsync(ct: patience.Token))
        {
            Assert.IsNotType<UnknownEvent>(e.Data);
            switch (e.Data)
            {
                case SessionStarted: await session.SendTextAsync("hello", ct: patience.Token); break;
                case TranscriptCompleted { Role: "assistant", Text: "You said: hello" }: await session.SendAudioAsync(Audio(),
                    patience.Token); break;
                case TranscriptCompleted { Role: "assistant" } answer when answer.Text.StartsWith("I heard", StringComparison.Ordinal):
                    Assert.Equal(EndReason.Requested, (await session.EndAsync(patience.Token)).Ended!.Reason);
                    break;
                case SessionEnded last: end = last; break;
            }

            if (e.Data is TranscriptCompleted { Role: "assistant" } words) said.Add(words.Text);
        }

        Assert.Equal("You said: hello", said[0]);
        Assert.True(end is { Reason: EndReason.Requested, TotalsComplete: true, Totals.AudioInMilliseconds: > 4_000 }, end?.ToString());
        var read = await client.ReadEventsAsync(session.Conversation, ct: patience.Token).ToListAsync();
        Assert.Equal(Enumerable.Range(1, read.Count).Select(version => (long)version), read.Select(e => e.Version));
        Assert.Empty(await session.FollowAsync(after: read[^1].Version, ct: patience.Token).ToListAsync());
        var ended = new SessionFilter { Conversation = session.Conversation, State = SessionState.Ended };
        await Patience.Until(async () =>
            await client.ListSessionsAsync(ended, patience.Token).AnyAsync(s => s.SessionId == session.Id.ToString()));
        Assert.Null((await client.GetConversationAsync(session.Conversation, patience.Token)).Live);
    }

    [Fact]
    public async Task Repeats_with_the_same_ids_are_done_once()
    {
        using var client = NewClient();
        var (name, id) = (NewName(), Guid.NewGuid());
        var first = await client.StartAsync(name, new() { SessionId = id });
        var second = await client.StartAsync(name, new() { SessionId = id });
        Assert.Equal(first.Accepted!.Version, second.Accepted!.Version);
        Assert.Equal((await first.SendTextAsync("once", inputId: "1")).Version, (await second.SendTextAsync("once", inputId: "1")).Version);
        var other = await Assert.ThrowsAsync<ProblemException>(() => first.SendTextAsync("twice", inputId: "1"));
        Assert.Equal(ProblemName.IdempotencyConflict, other.Name);
        var busy = await Assert.ThrowsAsync<ProblemException>(() => client.StartAsync(name));
        Assert.Equal((ProblemName.ConversationBusy, id), (busy.Name, busy.Json.GetProperty("sessionId").GetGuid()));
        await first.EndAsync();
    }

    [Fact]
    public async Task Tool_calls_are_answered_and_commands_reach_the_model()
    {
        using var client = NewClient();
        using var patience = Patience.Source();
        var session = await client.StartAsync(NewName(), new() { Model = "script" }, patience.Token);
        var done = new HashSet<string>();
        await foreach (var e in session.FollowAsync(ct: patience.Token))
        {
            switch (e.Data)
            {
                case UpstreamConfigured when done.Add("item"):
                    var item = await session.AddItemAsync(new()
                    {
                        Item = JsonElement.Parse("""{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}"""), Respond = false,
                    }, patience.Token);
                    Assert.NotEmpty(item.ItemId);
                    var missing = await Assert.ThrowsAsync<ProblemException>(() =>
                        session.AnswerToolAsync("no such call", "1", patience.Token));
                    Assert.Equal((404, ProblemName.UnknownHandoff), (missing.Status, missing.Name));
                    break;
                case CommandDelivered when done.Add("respond"): await session.RespondAsync(ct: patience.Token); break;
                case CommandDelivered when done.Add("end"): await session.EndAsync(patience.Token); break;
            }
        }

        Assert.Equal(3, done.Count);
    }

    [Fact]
    public async Task Streams_that_could_say_nothing_are_refused_and_a_conversation_is_waited_for()
    {
        using var client = NewClient();
        using var patience = Patience.Source();
        var name = NewName();
        var unknown = await Assert.ThrowsAsync<ProblemException>(() => client.FollowAsync(name, ct: patience.Token).CountAsync().AsTask());
        Assert.Equal((404, ProblemName.UnknownConversation), (unknown.Status, unknown.Name));

        var first = client.FollowAsync(name, wait: true, ct: patience.Token).FirstAsync(patience.Token).AsTask();
        var session = await client.StartAsync(name, ct: patience.Token);
        Assert.IsType<SessionRequested>((await first).Data);
        var beyond = await Assert.ThrowsAsync<ProblemException>(() =>
            client.FollowAsync(name, 1_000, ct: patience.Token).CountAsync().AsTask());
        Assert.Equal((409, ProblemName.BeyondEnd), (beyond.Status, beyond.Name));
        await session.EndAsync(patience.Token);
    }

    [Fact]
    public async Task Models_are_listed_and_client_secrets_made()
    {
        using var client = NewClient();
        Assert.NotEmpty(await client.ListModelsAsync());
        Assert.StartsWith("ek_", (await client.CreateClientSecretAsync(new() { SingleUse = true })).Value, StringComparison.Ordinal);
    }

    static byte[] Audio() => [.. Speech.Sentence().ToArray(), .. Speech.Silence(1_000).ToArray()];
}
