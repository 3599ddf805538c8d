using System.Net;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class ArchiveTests(StackFixture shared)
{
    readonly AuditStack stack = shared.Stack;
    readonly string conversation = NewConversation();

    [Fact]
    public async Task An_archived_conversation_takes_no_session_and_keeps_its_summary_its_seals_and_its_history()
    {
        await stack.Spoken(conversation);
        for (var time = 0; time < 2; time++) Assert.True((bool)(await Archive())["archived"]!);

        await stack.Http.PostAsync($"/conversations/{conversation}/sessions", new StringContent("{}", null, "application/json"))
            .Refused(HttpStatusCode.Gone, "conversation-archived");
        var history = await stack.Get($"/audit/conversations/{conversation}");
        Assert.Equal((true, 16), ((bool)history["archived"]!, history["events"]!.AsArray().Count));
        Assert.Equal("ended", (string?)(await stack.Get($"/sessions?conversation={conversation}"))["sessions"]!.AsArray().Single()!["state"]);
        Assert.Empty(await stack.Findings(conversation));
    }

    [Fact]
    public async Task It_is_refused_while_a_session_is_live_and_for_a_conversation_that_does_not_exist()
    {
        await stack.Speaking(conversation);
        await stack.Http.PostAsync($"/conversations/{conversation}/archive", null).Refused(HttpStatusCode.Conflict, "session-live");
        Assert.False((bool)(await stack.Get($"/audit/conversations/{conversation}"))["archived"]!);
        await stack.Http.PostAsync($"/conversations/{NewConversation()}/archive", null)
            .Refused(HttpStatusCode.NotFound, "unknown-conversation");
    }

    async Task<System.Text.Json.Nodes.JsonNode> Archive()
    {
        using var response = await stack.Http.PostAsync($"/conversations/{conversation}/archive", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
