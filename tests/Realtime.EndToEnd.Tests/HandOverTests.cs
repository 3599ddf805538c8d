using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>
/// A stopping worker hands over the sessions that asked for it and ends the others. The leases are so long that they do not expire in these
/// tests.
/// </summary>
public sealed class HandOverTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly object Resumable = new { onWorkerLost = "resume", modality = "text" };

    static StackSettings Workers(int count, string capacity = "2000", string handOverSeconds = "10") => new()
    {
        Workers = count,
        Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "120", ["Realtime__Worker__Capacity"] = capacity,
            ["Realtime__Bounds__ConnectMilliseconds"] = "60000", ["Realtime__Worker__HandOverSeconds"] = handOverSeconds },
    };

    [Fact]
    public async Task Sessions_that_asked_to_resume_are_taken_over_at_once_and_the_others_end()
    {
        var stack = await StartStack(Workers(1));
        var leaving = stack.Workers[0];
        var resumable = await stack.StartSessions(6, Resumable);
        var others = await stack.StartSessions(3);
        var connecting = await stack.Client.NewConversation().Start(new { onWorkerLost = "resume", model = "sim-fault-no-handshake" });
        var unanswered = await stack.Upstream.Connection(connecting.Id);
        await resumable[0].Text("hello");
        await using var follower = resumable[0].Conversation.Follow();
        await follower.Until("response_done");

        await stack.StartWorker();
        await leaving.Stop();
        foreach (var session in others)
            Assert.Equal("requested, claimed, started, ended(server_shutdown)", (await session.Conversation.Events()).Life());
        foreach (var session in resumable)
        {
            var claims = (await session.Conversation.Events()).Where(e => e.Type == "session_claimed")
                .Select(e => e.Data.GetProperty("epoch").GetInt32());
            Assert.Equal([1, 2], claims); // in the log before the process has exited
        }

        await follower.Until("session_resumed");
        await resumable[0].Text("and again");
        await follower.Until("response_done");
        Assert.Equal(["hello", "You said: hello", "and again"], (await stack.Upstream.Connections(resumable[0].Id))[^1].Texts);
        await stack.Upstream.Closed(unanswered);
        await stack.Upstream.Answer(connecting.Id);
        await connecting.Started();
        foreach (var session in resumable.Append(connecting))
        {
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
            await session.Ended();
            await stack.Upstream.Gone(session.Id);
        }

        Assert.Equal("requested, claimed, started, claimed, resumed, end_requested, ended(requested)", (await resumable[1].Ended()).Life());
        Assert.Equal("requested, claimed, claimed, started, end_requested, ended(requested)", (await connecting.Ended()).Life());
    }

    [Fact]
    public async Task Sessions_that_no_peer_takes_end()
    {
        var stack = await StartStack(Workers(1));
        var session = (await stack.StartSessions(1, Resumable))[0];
        await stack.Workers[0].Stop();
        Assert.Equal("requested, claimed, started, ended(server_shutdown)", (await session.Conversation.Events()).Life());
    }

    [Fact]
    public async Task The_worker_hands_over_as_many_sessions_as_its_peers_have_room_for()
    {
        var stack = await StartStack(Workers(1, capacity: "6"));
        var leaving = stack.Workers[0];
        var sessions = await stack.StartSessions(6, Resumable);
        await stack.StartWorker(new Dictionary<string, string> { ["Realtime__Worker__Capacity"] = "4" });
        await leaving.Stop();
        var lives = new List<string>();
        foreach (var session in sessions)
            lives.Add((await session.Conversation.Events()).Last(e => e.Type is "session_claimed" or "session_ended").Type);
        Assert.Equal((4, 2), (lives.Count(l => l == "session_claimed"), lives.Count(l => l == "session_ended")));
        foreach (var session in sessions) await session.TryEnd();
    }

    /// <summary>
    /// A paused peer does not answer an offer. Whether it takes the session when it resumes, or the owner has ended the session by then,
    /// there is one end.
    /// </summary>
    [Fact]
    public async Task A_peer_that_does_not_answer_causes_no_second_owner_and_no_second_end()
    {
        var stack = await StartStack(Workers(1));
        var leaving = stack.Workers[0];
        var sessions = await stack.StartSessions(4, Resumable);
        var peer = await stack.StartWorker();
        await peer.Pause();
        await leaving.Stop();
        await peer.Resume();
        foreach (var session in sessions)
        {
            await session.TryEnd();
            Assert.Single(await session.Ended(), e => e.Type == "session_ended");
        }
    }

    /// <summary>The first offers get no answer in time.</summary>
    [Fact]
    public async Task A_peer_that_answers_late_has_the_sessions_nevertheless()
    {
        var stack = await StartStack(Workers(1, handOverSeconds: "25"));
        var leaving = stack.Workers[0];
        var sessions = await stack.StartSessions(4, Resumable);
        var peer = await stack.StartWorker();
        await peer.Pause();
        var stopping = leaving.Stop();
        await Patience.Until(() => Task.FromResult(leaving.Lines.Any(line => line.Contains("It is offered again", StringComparison.Ordinal))),
            "an offer without an answer");
        await peer.Resume();
        await stopping;
        foreach (var session in sessions)
        {
            Assert.Equal("requested, claimed, started, claimed",
                (await session.Conversation.Events()).Where(e => e.Type != "session_resumed").Life());
            (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Ends_and_texts_during_the_hand_over_are_not_lost()
    {
        var stack = await StartStack(Workers(1));
        var leaving = stack.Workers[0];
        var sessions = await stack.StartSessions(12, Resumable);
        await stack.StartWorker();
        var stopping = leaving.Stop();
        var accepted = await Task.WhenAll(sessions.Select(async (session, i) =>
        {
            var texts = new List<string>();
            for (var n = 0; n < 8; n++)
                if ((await session.TryText($"text {n}", inputId: $"t{n}")).Status is HttpStatusCode.Accepted) texts.Add($"t{n}");
            if (i % 2 == 0) await session.TryEnd();
            return texts;
        }));
        await stopping;
        foreach (var (session, texts) in sessions.Zip(accepted))
        {
            await using var follower = session.Conversation.Follow();
            if ((await session.State()).GetProperty("phase").GetString() is not ("ended" or "ending"))
                foreach (var text in texts) await follower.Until(e => e.Type == "text_delivered" && e.Text("inputId") == text, text);
            await session.TryEnd();
            var story = await session.Ended();
            Assert.Single(story, e => e.Type == "session_ended");
            Assert.Equal(texts, story.Where(e => e.Type == "text_submitted").Select(e => e.Text("inputId")));
        }
    }
}
