using Microsoft.Playwright;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class ChartsPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task Drawings_and_tables_show_what_sessions_did()
    {
        using var other = services.Other();
        var (_, key) = await services.NewKey("reader");
        var before = await Ends(key);
        var session = await (await other.NewConversation("charted").Start()).Started();
        await session.Text("hello");
        await using (var follower = session.Conversation.Follow()) await follower.Until("response_done");
        await session.TryEnd();
        await (await other.NewConversation("charted").StartWithFault("refuse-401")).Ended();
        await Patience.Until(async () => await Ends(key) == before + 2, "the projection has both ends");

        var page = await services.OpenAs(key, "/charts?days=1");
        Assert.True(await page.Locator("#days-title >> xpath=ancestor::figure >> svg rect.tone-9").CountAsync() > 0); // start_failed
        Assert.True(await page.Locator("#connect-title >> xpath=ancestor::figure >> svg circle").CountAsync() == 3);
        Assert.True(await page.Locator("#answer-title >> xpath=ancestor::figure >> svg circle").CountAsync() == 3);
        await page.GetByText("Starts and ends for each day as a table").ClickAsync();
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "start failed" }).WaitForAsync();
        await page.Locator("#usage-title").WaitForAsync();
        await page.FitsItsWindow();
        await page.FindsNothingSerious();
    }

    [Fact]
    public async Task The_range_stands_in_the_address_and_a_bad_one_is_explained()
    {
        var page = await services.Open("/charts");
        await page.GetByRole(AriaRole.Link, new() { Name = "30 days" }).ClickAsync();
        await page.WaitForURLAsync(url => url.EndsWith("/charts?days=30", StringComparison.Ordinal));
        await page.FillAsync("[name=from]", "2020-01-01");
        await page.FillAsync("[name=to]", "2020-01-02");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByText("2020-01-01 00:00:00 to 2020-01-03 00:00:00").WaitForAsync();
        await page.GetByText("No session ended in this range.").WaitForAsync();
        foreach (var query in new[] { "from=2020-01-01&to=2021-01-01", "from=soon", "from=2020-01-02&to=2019-01-01", "from=9999-12-31&to=9999-12-31" })
        {
            var answer = await page.GotoAsync(new Uri(services.Address, $"/charts?{query}").ToString());
            Assert.Equal((query, 400), (query, answer!.Status));
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
        }
    }

    async Task<long> Ends(string key)
    {
        using var api = new Realtime.Testing.Client.ApiClient(Stack.Api.Address, key);
        return (await api.Get("/sessions/statistics")).Json.GetProperty("statistics").GetProperty("days").EnumerateArray()
            .Sum(day => day.GetProperty("ends").EnumerateArray().Sum(end => end.GetProperty("count").GetInt64()));
    }
}
