using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>The main use of the system.</summary>
[Collection(SharedServices.Name)]
public sealed class MainStoryTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_client_writes_and_speaks_and_reads_everything_in_order_with_one_end()
    {
        var conversation = Api.NewConversation();
        await using var follower = conversation.Follow();
        var session = await conversation.Start(new { voice = "marin", instructions = "Be brief." });
        await follower.Until("upstream_configured", session.Id);

        await session.Text("hello there");
        await follower.Until(e => e.Type == "transcript_completed" && e.Text("role") == "assistant", "an answer to the text");
        Assert.Equal("You said: hello there", follower.Seen[^1].Text("text"));

        await session.Speak(Speech.Sentence());
        await session.Speak(Speech.Silence(1_000));
        await follower.Until(e => e.Type == "transcript_completed" && e.Text("role") == "assistant"
            && e.Text("text")!.StartsWith("I heard", StringComparison.Ordinal), "an answer to the speech");

        var end = (await session.TryEnd()).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal("requested", end.GetProperty("ended").GetProperty("reason").GetString());
        var ended = await follower.Until("session_ended");

        Assert.Equal(ended.Version, end.GetProperty("ended").GetProperty("version").GetInt64());
        Assert.True(ended.Data.GetProperty("totalsComplete").GetBoolean());
        Assert.InRange(ended.Data.GetProperty("totals").GetProperty("audioInMilliseconds").GetInt64(), 4_000, 4_200);
        Assert.Equal(["session_requested", "session_claimed", "session_started"], follower.Seen.Take(3).Select(e => e.Type));
        Assert.Equal(follower.Seen.Select(e => (e.Version, e.Type)), (await conversation.Events()).Select(e => (e.Version, e.Type)));
        Assert.Single(follower.Seen, e => e.Type == "session_ended");
    }

    [Fact]
    public async Task A_reader_that_reconnects_resumes_where_it_was()
    {
        var conversation = Api.NewConversation();
        var session = await conversation.Start();
        await session.Text("one");
        await session.TryEnd();
        var all = await session.Ended();

        foreach (var seen in all)
        {
            await using var follower = conversation.Follow(after: seen.Version);
            if (seen.Type != "session_ended") await follower.Until("session_ended");
            Assert.Equal(all.Skip((int)seen.Version).Select(e => e.Version), follower.Seen.Select(e => e.Version));
        }
    }

    [Fact]
    public async Task Pages_of_any_size_have_the_same_events()
    {
        var conversation = Api.NewConversation();
        var session = await conversation.Start();
        await session.Text("one");
        await session.TryEnd();
        var all = await session.Ended();
        foreach (var limit in (int[])[1, 2, 3, 7])
            Assert.Equal(all.Select(e => e.Version), (await conversation.Events(limit)).Select(e => e.Version));
    }

    [Fact]
    public async Task The_state_has_the_live_session_and_then_the_last_end()
    {
        var conversation = Api.NewConversation();
        var session = await (await conversation.Start()).Started();
        var live = (await conversation.State()).GetProperty("live");
        Assert.Equal((session.Id, "started"), (live.GetProperty("sessionId").GetGuid(), live.GetProperty("phase").GetString()));

        await session.TryEnd();
        var after = await conversation.State();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, after.GetProperty("live").ValueKind);
        Assert.Equal("requested", after.GetProperty("lastEnd").GetProperty("reason").GetString());
        Assert.Equal("ended", (await session.State()).GetProperty("phase").GetString());
    }

    [Fact]
    public async Task The_API_serves_its_description_and_reports_that_it_is_healthy()
    {
        var described = (await Api.Get("/openapi/v1.json")).MustBe(HttpStatusCode.OK).Json;
        Assert.True(described.GetProperty("paths").TryGetProperty("/conversations/{conversation}/sessions", out _));
        var start = described.GetProperty("components").GetProperty("schemas").GetProperty("StartRequest");
        Assert.False(start.TryGetProperty("required", out _)); // everything is optional
        Assert.Contains("integer",
            start.GetProperty("properties").GetProperty("maxSeconds").GetProperty("type").EnumerateArray()
                .Select(type => type.GetString()));
        Assert.All(described.GetProperty("paths").GetProperty("/sessions").GetProperty("get").GetProperty("parameters").EnumerateArray(),
            parameter => Assert.True(char.IsLower(parameter.GetProperty("name").GetString()![0])));
        (await Api.Get("/health")).MustBe(HttpStatusCode.OK);
        (await Api.Get("/alive")).MustBe(HttpStatusCode.OK);
    }
}
