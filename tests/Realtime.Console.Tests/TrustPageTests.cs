using Microsoft.Playwright;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class TrustPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task The_record_is_verified_and_its_heads_are_exported_and_compared()
    {
        using var other = services.Other();
        await Ended(other);
        var page = await services.OpenAs(services.OtherKey, "/trust");
        await page.Locator(".sealing").GetByText("Every event is sealed.").WaitForAsync();
        await page.GetByText("Verify now").ClickAsync();
        await page.GetByText("Intact:").WaitForAsync();

        var heads = await Download(page, "Export the heads");
        Assert.Contains("\"seal\":", heads, StringComparison.Ordinal);
        await Compare(page, heads);
        await page.GetByText("Every head is in its place").WaitForAsync();
        await Compare(page, heads.Replace("\"seal\":\"", "\"seal\":\"00", StringComparison.Ordinal));
        await page.GetByText("The log has changed").WaitForAsync();
        await page.Locator(".findings code", new() { HasText = "head-differs" }).First.WaitForAsync();
        await page.FitsItsWindow();
        await page.FindsNothingSerious();
        await Compare(page, "<b>no heads</b>");
        await page.GetByText("must be lines of JSON").WaitForAsync();
    }

    [Fact]
    public async Task The_history_of_a_conversation_is_saved_whole()
    {
        var session = await Ended(Api);
        var page = await services.Open($"/trust?conversation={session.Conversation.Id}");
        var lines = (await Download(page, "Export the history")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((await session.Conversation.Events()).Count, lines.Length);
        await page.GetByText($"Saved {lines.Length} lines").WaitForAsync();
        await page.GetByText("Verify now").ClickAsync();
        await page.GetByText("Intact: 1 conversations").WaitForAsync();
    }

    [Theory]
    [InlineData("nobodys", 404, "There is nothing at this address")]
    [InlineData("%3Cscript%3Ealert(1)%3C/script%3E", 400, "conversation must be")]
    public async Task A_conversation_that_is_not_there_is_explained(string conversation, int status, string words)
    {
        var page = await services.NewPage();
        var answer = await page.GotoAsync(new Uri(services.Address, $"/trust?conversation={conversation}").ToString());
        Assert.Equal(status, answer!.Status);
        await page.GetByText(words).First.WaitForAsync();
        await page.FindsNothingSerious();
    }

    [Fact]
    public async Task A_verification_that_breaks_off_says_so()
    {
        var page = await services.Open("/trust");
        await page.RouteAsync("**/api/audit/verify", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "application/x-ndjson", Body = "{\"progress\":{\"conversations\":1,\"of\":9,\"events\":3,\"seals\":3}}\n",
        }));
        await page.GetByText("Verify now").ClickAsync();
        await page.GetByText("It broke off before the result").WaitForAsync();
    }

    static async Task<SessionClient> Ended(ApiClient api)
    {
        var session = await (await api.NewConversation("trusted").Start()).Started();
        await session.TryEnd();
        await session.Ended();
        return session;
    }

    static async Task<string> Download(IPage page, string button)
    {
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByText(button).ClickAsync());
        return await File.ReadAllTextAsync(await saved.PathAsync());
    }

    static async Task Compare(IPage page, string heads)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "heads.ndjson", MimeType = "application/x-ndjson", Buffer = System.Text.Encoding.UTF8.GetBytes(heads),
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
    }
}
