using Microsoft.Playwright;
using Realtime.Console.Components;
using Realtime.Console.Ends;
using Realtime.Sessions;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class EndPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task From_the_console_alone_one_finds_out_why_the_third_session_ended_and_what_it_cost()
    {
        var conversation = Api.NewConversation("story");
        await (await (await conversation.Start()).Started()).TryEnd();
        await (await conversation.StartWithFault("refuse-401")).Ended();
        var third = await (await conversation.StartWithFault("insufficient-quota")).Started();
        await third.Ended();

        var page = await services.Open("/");
        await page.Locator($"#s-{third.Id} a").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Why it ended" }).ClickAsync();
        await page.GetByText("A failure ended the session after it had started").WaitForAsync();
        var text = await page.InnerTextAsync("main");
        Assert.Contains("insufficient_quota", text, StringComparison.Ordinal);
        Assert.Contains("the model's provider", text, StringComparison.Ordinal);
        Assert.Contains("Texts never delivered", text, StringComparison.Ordinal);
        Assert.Contains("Cost", text, StringComparison.Ordinal);
        Assert.Contains("none yet", text, StringComparison.Ordinal);
        Assert.Contains("session_ended", await page.InnerTextAsync("#event-table"), StringComparison.Ordinal);
        Assert.EndsWith(conversation.Id,
            await page.GetByRole(AriaRole.Link, new() { Name = "verify this conversation" }).GetAttributeAsync("href"),
            StringComparison.Ordinal);
        await page.GetByText("start failed").WaitForAsync(); // the session before
        await page.GetByRole(AriaRole.Term).GetByText("The session before").WaitForAsync();
    }

    [Fact]
    public async Task A_session_that_never_started_cost_nothing_and_its_conversation_has_an_address()
    {
        var session = await Api.NewConversation("free").StartWithFault("refuse-401");
        await session.Ended();
        var page = await services.Open($"/conversations/{session.Conversation.Id}");
        await page.Locator($"#s-{session.Id} a").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Why it ended" }).ClickAsync();
        await page.GetByText("so the session never started").WaitForAsync();
        Assert.Equal("none", await page.Locator("div:has(> dt:text-is('Cost')) dd").Last.InnerTextAsync());
    }

    [Fact]
    public async Task A_live_session_has_no_end_yet()
    {
        var session = await (await Api.NewConversation("no-end").Start()).Started();
        var page = await services.Open($"/conversations/{session.Conversation.Id}/sessions/{session.Id}/end");
        await page.GetByText("The session has not ended").WaitForAsync();
        await session.TryEnd();
    }
}

public sealed class EndStoryTests
{
    public static TheoryData<EndReason> Reasons => new(Enum.GetValues<EndReason>());

    [Theory, MemberData(nameof(Reasons))]
    public void Every_reason_has_a_sentence_and_a_cause(EndReason reason)
    {
        var story = EndStory.Of(reason, error: null);
        Assert.DoesNotContain("does not know", story.Why, StringComparison.Ordinal);
        Assert.EndsWith(".", story.Why, StringComparison.Ordinal);
        Assert.True(story.Who is not "not known" || reason is EndReason.Error or EndReason.StartFailed);
        var words = File.ReadAllText(Path.Combine(Docs.Root, "docs/lifecycle.md"));
        Assert.Contains($"| `{Words.Of(reason)}` |", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorOrigin.Client, "the client")]
    [InlineData(ErrorOrigin.Upstream, "the model's provider")]
    [InlineData(ErrorOrigin.Transport, "the connection to the model's provider")]
    [InlineData(ErrorOrigin.Worker, "this service")]
    public void The_origin_of_an_error_is_its_cause(ErrorOrigin origin, string who) =>
        Assert.Equal(who, EndStory.Of(EndReason.Error, new SessionError("code", "words", origin, Retryable: false)).Who);
}
