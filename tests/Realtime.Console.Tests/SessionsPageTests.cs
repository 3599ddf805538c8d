using Microsoft.Playwright;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class SessionsPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_session_appears_and_ends_on_the_list_without_a_reload()
    {
        var page = await services.Open("/");
        await page.EvaluateAsync("() => window.same = true");
        var conversation = Api.NewConversation("appears");
        var session = await (await conversation.Start()).Started();
        var row = page.Locator($"#s-{session.Id}");
        await row.Locator(".badge.live").WaitForAsync();
        await session.TryEnd();
        await row.Locator(".badge.plain").WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.same"));
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_come_back_from_it()
    {
        var conversation = Api.NewConversation("filtered");
        var failed = await conversation.StartWithFault("refuse-401");
        await failed.Ended();
        var live = await (await conversation.Start()).Started();
        var page = await services.Open("/");
        await page.Locator($"#s-{live.Id}").WaitForAsync();
        await page.FillAsync("[name=conversation]", conversation.Id);
        await page.SelectOptionAsync("[name=reason]", "start_failed");
        await page.ClickAsync("form.filter button[type=submit]");
        await page.WaitForURLAsync(url => url.Contains("reason=start_failed", StringComparison.Ordinal)
            && url.Contains($"conversation={conversation.Id}", StringComparison.Ordinal));
        await page.Locator($"#s-{failed.Id}").WaitForAsync();
        Assert.Equal(1, await page.Locator("table.list tbody tr").CountAsync());
        Assert.Equal("start_failed", await page.InputValueAsync("[name=reason]"));
        await page.ReloadAsync();
        Assert.Equal(1, await page.Locator("table.list tbody tr").CountAsync());
        Assert.Equal(conversation.Id, await page.InputValueAsync("[name=conversation]"));
        await page.FillAsync("[name=text]", failed.Id.ToString()[..13].ToUpperInvariant());
        await page.SelectOptionAsync("[name=reason]", "");
        await page.ClickAsync("form.filter button[type=submit]");
        await page.WaitForURLAsync(url => url.Contains("text=", StringComparison.Ordinal));
        Assert.Equal(1, await page.Locator("table.list tbody tr").CountAsync());
        await live.TryEnd();
    }

    [Fact]
    public async Task A_malformed_filter_is_explained_and_can_be_mended()
    {
        var page = await services.NewPage();
        var answer = await page.GotoAsync(new Uri(services.Address, "/?from=yesterday&state=asleep&conversation=%00").ToString());
        Assert.Equal(400, answer!.Status);
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All sessions" }).ClickAsync();
        await page.WaitForURLAsync(services.Address.ToString());
        Assert.Equal(0, await page.GetByRole(AriaRole.Alert).CountAsync());
    }

    [Fact]
    public async Task Older_sessions_are_a_page_away()
    {
        var conversation = Api.NewConversation("pages");
        for (var n = 0; n < 3; n++) await (await conversation.StartWithFault("refuse-401")).Ended();
        await Patience.Until(async () => (await Api.Get($"/sessions?conversation={conversation.Id}")).Json
            .GetProperty("sessions").GetArrayLength() == 3);
        var page = await services.Open($"/?conversation={conversation.Id}&limit=2");
        Assert.Equal(2, await page.Locator("table.list tbody tr").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).WaitForAsync();
        Assert.Equal(1, await page.Locator("table.list tbody tr").CountAsync());
    }

    [Fact]
    public async Task Another_tenant_sees_nothing_of_it()
    {
        var conversation = Api.NewConversation("private");
        await (await conversation.StartWithFault("refuse-401")).Ended();
        var page = await services.OpenAs(services.OtherKey, $"/?conversation={conversation.Id}");
        await page.GetByText("No session matches the filter").WaitForAsync();
        await page.GotoAsync(services.Address.ToString());
        await page.GetByRole(AriaRole.Heading, new() { Name = "Sessions", Exact = true }).WaitForAsync();
        Assert.DoesNotContain(conversation.Id, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_for_everybody()
    {
        var page = await services.Open("/");
        await page.FitsItsWindow();
        await page.FindsNothingSerious();
        await page.SetViewportSizeAsync(400, 900);
        await page.FindsNothingSerious();
    }
}
