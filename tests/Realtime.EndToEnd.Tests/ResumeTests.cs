using System.Net;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Sessions that asked to resume at another worker if theirs is lost.</summary>
public sealed class ResumeTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly object Resumable = new { onWorkerLost = "resume", modality = "text" };

    static StackSettings Workers(int count) => new()
    {
        Workers = count,
        Worker =
            new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "4", ["Realtime__Worker__SweepMilliseconds"] = "250" },
    };

    [Fact]
    public async Task The_session_of_a_killed_worker_resumes_at_another_with_its_conversation()
    {
        var stack = await StartStack(Workers(2));
        var session = (await stack.StartSessions(1, Resumable))[0];
        await using var follower = session.Conversation.Follow();
        await session.Text("first");
        await follower.Until("response_done");

        await (await stack.OwnerOf(session)).Kill();
        await session.Text("while nobody owns it");
        var resumed = await follower.Until("session_resumed");
        Assert.Equal((2, 2), (resumed.Data.GetProperty("epoch").GetInt32(), resumed.Data.GetProperty("itemsReplayed").GetInt32()));
        Assert.Empty(resumed.Data.GetProperty("notRestored").EnumerateArray());
        await follower.Until("response_done");
        await session.Text("third");
        await follower.Until("response_done");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);

        Assert.Equal("requested, claimed, started, claimed, resumed, end_requested, ended(requested)", (await session.Ended()).Life());
        var connections = await stack.Upstream.Connections(session.Id);
        Assert.Equal(["first", "You said: first", "while nobody owns it", "third"], connections[^1].Texts);
        var said = (await session.Ended()).Where(e => e.Type == "item_done").Select(e => e.Text("itemId")).ToList();
        Assert.Equal(said.Distinct(), said);
        Assert.False((await session.Ended()).End().Data.GetProperty("totalsComplete").GetBoolean());
    }

    [Fact]
    public async Task A_start_s_session_object_with_its_secrets_is_in_force_at_the_next_worker()
    {
        var stack = await StartStack(Workers(2));
        var session = (await stack.StartSessions(1, new
        {
            onWorkerLost = "resume",
            session = JsonSerializer.Deserialize<JsonElement>(
                """
                {"type":"realtime","output_modalities":["text"],"max_output_tokens":200,"tools":[{"type":"function","name":"weather"},
                 {"type":"mcp","server_label":"docs","server_url":"https://docs.example/mcp","authorization":"s3cret"}]}
                """),
        }))[0];
        await using var follower = session.Conversation.Follow();
        var before = await follower.Until("upstream_configured");
        await (await stack.OwnerOf(session)).Kill();
        var resumed = await follower.Until("session_resumed");
        Assert.Empty(resumed.Data.GetProperty("notRestored").EnumerateArray());
        var after = await follower.Until("upstream_configured");
        Assert.True(JsonElement.DeepEquals(Tools(before), Tools(after)), after.Data.GetRawText());
        Assert.Equal("tools[1].authorization", Assert.Single(after.Data.GetProperty("notRecorded").EnumerateArray()).GetString());
        Assert.Equal(200, after.Data.GetProperty("configuration").GetProperty("max_output_tokens").GetInt32());
        await session.TryEnd();

        static JsonElement Tools(Event configured) => configured.Data.GetProperty("configuration").GetProperty("tools");
    }

    [Fact]
    public async Task An_interrupted_answer_is_named_and_requested_again()
    {
        var stack = await StartStack(Workers(2) with { UpstreamQuery = "pace=100" });
        var session = (await stack.StartSessions(1, Resumable))[0];
        await using var follower = session.Conversation.Follow();
        var owner = await stack.OwnerOf(session);
        await session.Text(string.Join(' ', Enumerable.Repeat("a long story", 15)));
        await follower.Until("response_started");
        await owner.Kill();
        var resumed = await follower.Until("session_resumed");
        Assert.Contains("response ", Assert.Single(resumed.Data.GetProperty("notRestored").EnumerateArray()).GetString(),
            StringComparison.Ordinal);
        await follower.Until("response_done");
        await session.TryEnd();
    }

    /// <summary>
    /// The session has no new owner until the lost worker's lease has expired. Audio in this time waits, or the client must send it again,
    /// and it reaches the next owner.
    /// </summary>
    [Fact]
    public async Task Audio_for_a_session_between_two_owners_waits_for_the_next()
    {
        var stack = await StartStack(Workers(2));
        var session = (await stack.StartSessions(1, Resumable))[0];
        (await session.TryAudio(Speech.Silence(100))).MustBe(HttpStatusCode.Accepted);
        await (await stack.OwnerOf(session)).Kill();
        await Patience.Until(async () =>
        {
            var answer = await session.TryAudio(Speech.Silence(100));
            if (answer.Status is not HttpStatusCode.Accepted) answer.MustBeRefused(HttpStatusCode.ServiceUnavailable, "owner-unreachable");
            return answer.Status is HttpStatusCode.Accepted && (await session.Conversation.Events()).Any(e => e.Type == "session_resumed");
        }, "audio taken by the next owner");
        await session.TryAudio(Speech.Silence(100));
        await Patience.Until(async () => (await stack.Upstream.Connections(session.Id))[^1].AudioMilliseconds > 0,
            "audio at the new transport");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        (await session.TryAudio(Speech.Silence(100))).MustBeRefused(HttpStatusCode.Conflict, "session-not-live");
    }

    [Fact]
    public async Task Without_a_new_owner_the_client_is_told_to_send_audio_again()
    {
        var stack =
            await StartStack(Workers(1) with { Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "120" } });
        var session = (await stack.StartSessions(1, Resumable))[0];
        await stack.Workers[0].Kill();
        var answer = await session.TryAudio(Speech.Silence(100));
        answer.MustBeRefused(HttpStatusCode.ServiceUnavailable, "owner-unreachable");
        Assert.NotNull(answer.RetryAfter);
    }

    [Fact]
    public async Task A_session_ends_after_it_lost_too_many_workers()
    {
        var stack = await StartStack(Workers(2));
        var session = (await stack.StartSessions(1, Resumable))[0];
        await using var follower = session.Conversation.Follow();
        await follower.Until("session_started");
        for (var owner = 1; owner < 4; owner++)
        {
            var killed = await stack.OwnerOf(session);
            await killed.Kill();
            stack.Workers.Remove(killed);
            await stack.StartWorker();
            await follower.Until("session_resumed");
        }

        await (await stack.OwnerOf(session)).Kill();
        Assert.Equal("worker_lost", (await follower.Until("session_ended")).Text("reason"));
        Assert.Equal(4, follower.Seen.Count(e => e.Type == "session_claimed"));
        await stack.Upstream.Gone(session.Id);
    }

    [Fact]
    public async Task The_session_ends_if_no_other_worker_has_room()
    {
        var stack = await StartStack(Workers(2));
        var session = (await stack.StartSessions(1, Resumable))[0];
        var owner = await stack.OwnerOf(session);
        await stack.Drain(stack.Workers.Single(w => w != owner));
        await owner.Kill();
        Assert.Equal("requested, claimed, started, ended(worker_lost, worker_lost)", (await session.Ended()).Life());
    }

    [Fact]
    public async Task A_worker_that_was_paused_while_its_session_resumed_elsewhere_records_nothing()
    {
        var stack = await StartStack(Workers(2));
        var session = (await stack.StartSessions(1, Resumable))[0];
        await using var follower = session.Conversation.Follow();
        var sleeper = await stack.OwnerOf(session);
        var first = await stack.Upstream.Connection(session.Id);
        await sleeper.Pause();
        var resumed = await follower.Until("session_resumed");
        await stack.Upstream.Break(first, "flood&count=50");
        await sleeper.Resume();
        await stack.Upstream.Closed(first);
        await session.Text("to the new one");
        await follower.Until("response_done");
        Assert.DoesNotContain(follower.Seen, e => e.Text("itemId")?.StartsWith("item_flood", StringComparison.Ordinal) == true);
        Assert.Equal(resumed.Text("workerId"), follower.Seen.Last(e => e.Type == "session_claimed").Text("workerId"));
        await session.TryEnd();
        await follower.Until("session_ended");
    }
}
