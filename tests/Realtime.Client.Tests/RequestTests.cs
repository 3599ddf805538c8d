using System.Net;
using System.Text.Json;
using Realtime.Client.Tests.Fakes;
using static Realtime.Client.Tests.Fakes.ScriptedService;

namespace Realtime.Client.Tests;

public class RequestTests
{
    const string Accepted = """{"conversation":"c","sessionId":"019ac0de-0000-7000-8000-000000000001","phase":"requested","version":1,"new":true}""";
    const string Taken = """{"inputId":"i","version":5}""";

    [Fact]
    public async Task A_start_whose_answer_is_lost_is_sent_again_as_the_same_start()
    {
        using var service = new ScriptedService(Nobody(), Break(), Refusal(503, "at-capacity"), Answers(Accepted, HttpStatusCode.Accepted));
        var session = await service.Client().StartAsync("a conversation", new() { Instructions = "Be brief." });
        Assert.Equal((4, 1L), (service.Asked.Count, session.Accepted!.Version));
        Assert.Equal((HttpMethod.Post, "/base/conversations/a%20conversation/sessions"), (service.Asked[0].Method, service.Asked[0].Path));
        var body = Assert.Single(service.Asked.Select(asked => asked.Body).Distinct());
        Assert.Equal(["instructions", "sessionId"], JsonElement.Parse(body).EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task Every_input_has_an_id_and_keeps_it()
    {
        var calls = new Func<RealtimeSession, Task>[]
        {
            s => s.SendTextAsync("hi"), s => s.AddItemAsync(new() { Item = JsonElement.Parse("{}") }), s => s.RespondAsync(),
            s => s.CancelResponseAsync(), s => s.CommitAudioAsync(), s => s.ClearAudioAsync(), s => s.RetrieveItemAsync("item/1"),
        };
        foreach (var call in calls)
        {
            using var service = new ScriptedService(Break(), Answers("""{"inputId":"i","itemId":"x","version":5}"""));
            await call(service.Client().Session("c", Guid.NewGuid()));
            var id = JsonElement.Parse(Assert.Single(service.Asked.Select(asked =>
                asked.Body).Distinct())).GetProperty("inputId").GetString();
            Assert.True(Guid.TryParse(id, out _), id);
        }
    }

    [Fact]
    public async Task A_deletion_has_its_id_in_the_query()
    {
        using var service = new ScriptedService(Break(), Answers(Taken));
        await service.Client().Session("c", Guid.Empty).DeleteItemAsync("item/1", inputId: "a b");
        Assert.All(service.Asked, asked =>
            Assert.Equal("/base/conversations/c/sessions/00000000-0000-0000-0000-000000000000/items/item%2F1?inputId=a%20b", asked.Path));
    }

    [Fact]
    public async Task Audio_is_sent_again_only_if_the_service_cannot_have_taken_it()
    {
        using var never = new ScriptedService(Nobody(), Refusal(429, "limit-reached"), Answers("", HttpStatusCode.Accepted));
        await never.Client().Session("c", Guid.NewGuid()).SendAudioAsync(new byte[2]);
        Assert.Equal(3, never.Asked.Count);

        using var maybe = new ScriptedService(Break());
        await Assert.ThrowsAsync<HttpRequestException>(() => maybe.Client().Session("c", Guid.NewGuid()).SendAudioAsync(new byte[2]));
        using var owner = new ScriptedService(Refusal(503, "owner-unreachable"));
        await Assert.ThrowsAsync<ProblemException>(() => owner.Client().Session("c", Guid.NewGuid()).SendAudioAsync(new byte[2]));
    }

    [Fact]
    public async Task A_refusal_says_what_to_change_and_is_not_repeated()
    {
        using var service = new ScriptedService(Refusal(409, "conversation-busy"));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => service.Client().StartAsync("c"));
        Assert.Equal((409, ProblemName.ConversationBusy, "urn:realtime:problem:conversation-busy", "a title", "Change this."),
            (refused.Status, refused.Name, refused.Type, refused.Title, refused.Detail));
    }

    [Fact]
    public async Task The_answer_of_something_else_is_a_problem_without_a_name()
    {
        using var service = new ScriptedService(() =>
            new(HttpStatusCode.NotFound) { Content = new StringContent("<html>\"Nothing\" here</html>"), ReasonPhrase = "Not \"Found\"" });
        var refused = await Assert.ThrowsAsync<ProblemException>(() => service.Client().GetConversationAsync("c"));
        Assert.Equal((404, "", "about:blank"), (refused.Status, refused.Name, refused.Type));
    }

    [Fact]
    public async Task A_pause_is_at_least_what_the_service_asks_for_and_the_last_failure_is_thrown()
    {
        using var service = new ScriptedService(Refusal(429, "limit-reached", retryAfter: 7));
        var refused = await Assert.ThrowsAsync<ProblemException>(() =>
            service.Client(Quick with { RetryTime = TimeSpan.FromSeconds(6) }).StartAsync("c"));
        Assert.Equal(TimeSpan.FromSeconds(7), refused.RetryAfter);
        Assert.InRange(new RealtimeClientOptions().Pause(1, TimeSpan.FromSeconds(7)), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.1));
    }

    [Fact]
    public void Pauses_double_up_to_the_longest_and_differ_by_chance()
    {
        var options = new RealtimeClientOptions();
        for (var attempt = 1; attempt < 2_000; attempt++)
            Assert.InRange(options.Pause(attempt, null), options.FirstPause / 2, options.LongestPause);
        Assert.True(Enumerable.Range(0, 50).Select(_ => options.Pause(20, null)).Distinct().Count() > 1);
        Assert.InRange(options.Pause(3, null), options.FirstPause * 2, options.FirstPause * 4);
    }

    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        const string session = """{"conversation":"c","sessionId":"1","state":"ended","model":"m","voice":null,"modality":"audio","worker":null,"requestedVersion":1,"requestedAt":"2026-11-26T10:00:00Z","startedAt":null,"endedAt":null,"reason":null,"errorCode":null,"totals":null,"totalsComplete":false}""";
        using var service = new ScriptedService(Answers($$"""{"sessions":[{{session}}],"next":17}"""), Answers($$"""{"sessions":[{{session}}],"next":null}"""));
        var listed = await service.Client().ListSessionsAsync(new() { State = SessionState.Ended }).ToListAsync();
        Assert.Equal(2, listed.Count);
        Assert.Equal(["/base/sessions?state=ended", "/base/sessions?state=ended&before=17"], service.Asked.Select(asked => asked.Path));
    }
}
