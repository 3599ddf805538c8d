using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class SessionPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    static string Address(SessionClient session) => $"/conversations/{session.Conversation.Id}/sessions/{session.Id}";

    /// <summary>Opens the page of a session once lists have it.</summary>
    async Task<IPage> OpenLive(SessionClient session)
    {
        var page = await services.Open(Address(session));
        await page.Locator("#figure").WaitForAsync();
        return page;
    }

    [Fact]
    public async Task A_live_session_grows_before_the_eyes_and_its_end_comes_without_a_reload()
    {
        var session = await (await Api.NewConversation("grows").Start()).Started();
        var page = await OpenLive(session);
        await page.EvaluateAsync("() => window.same = true");
        await session.Text("Good evening");
        await page.Locator("#turns li.assistant").GetByText("You said: Good evening").WaitForAsync();
        await page.Locator("#latencies").GetByText("text → first words").WaitForAsync();
        await session.TryEnd();
        await page.Locator("#facts").GetByText("Why it ended").WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.same"));
        Assert.Null(await page.Locator("#picture").GetAttributeAsync("data-live-events"));
    }

    [Fact]
    public async Task A_page_whose_API_was_killed_catches_up_without_a_gap()
    {
        var api = await Stack.StartApi();
        await using var gate = new Gate { Target = api.Address.Port };
        await using var console = await ConsoleServices.StartConsole(new Uri($"http://127.0.0.1:{gate.Port}"));
        var session = await (await Api.NewConversation("gap").Start()).Started();
        var page = await services.NewPage();
        await page.GotoAsync($"http://localhost:{console.Address.Port}{Address(session)}");
        await session.Text("One");
        await page.Locator("#turns").GetByText("You said: One").WaitForAsync();
        await api.Kill();
        await page.GetByText("Not connected").WaitForAsync();
        await session.Text("Two"); // by another API of the same stack
        await session.Conversation.Answer("You said: Two");
        var ended = await session.TryEnd();
        ended.MustBe(HttpStatusCode.OK);
        gate.Target = (await Stack.StartApi()).Address.Port;
        await page.Locator("#turns").GetByText("You said: Two").WaitForAsync();
        await page.Locator("#facts").GetByText("Why it ended").WaitForAsync();
        var events = (await session.Ended()).Select(e => e.Version.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(events.Reverse(), await page.Locator("#event-rows a").AllInnerTextsAsync());
    }

    [Fact]
    public async Task An_earlier_version_stands_in_the_address_and_shows_nothing_later()
    {
        var session = await (await Api.NewConversation("asof").Start()).Started();
        await session.Text("First");
        await session.Conversation.Answer("You said: First");
        var version = (await session.Conversation.Events())[^1].Version;
        await session.Text("Second");
        await session.Conversation.Answer("You said: Second");
        await session.TryEnd();
        var page = await OpenLive(session);
        await page.Locator("#turns").GetByText("You said: Second").WaitForAsync();
        await page.Locator("#as-of-version").EvaluateAsync(
            "(slider, version) => { slider.value = version; slider.dispatchEvent(new Event('input', { bubbles: true })); }",
            version.ToString(CultureInfo.InvariantCulture));
        await page.WaitForURLAsync(url => url.EndsWith($"?asOf={version}", StringComparison.Ordinal));
        await page.Locator("#turns").GetByText("You said: Second").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.ReloadAsync();
        await page.Locator("#turns").GetByText("You said: First").WaitForAsync();
        Assert.Equal(0, await page.Locator("#turns").GetByText("You said: Second").CountAsync());
    }

    [Fact]
    public async Task Keys_zoom_and_the_window_stands_in_the_address()
    {
        var session = await Spoken("zoom");
        var page = await OpenLive(session);
        await page.Keyboard.PressAsync("+");
        await page.WaitForURLAsync(url => url.Contains("from=", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("0");
        await page.WaitForURLAsync(url => !url.Contains("from=", StringComparison.Ordinal));
        await page.ReloadAsync();
        await page.Locator("#figure").WaitForAsync();
    }

    [Fact]
    public async Task Any_event_is_there_as_JSON()
    {
        var session = await Spoken("json");
        var page = await OpenLive(session);
        await page.Locator("#event-rows a").Last.ClickAsync();
        await page.GetByText("session_requested").WaitForAsync();
        Assert.Contains($"\"sessionId\": \"{session.Id}\"", await page.InnerTextAsync("pre"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "After" }).ClickAsync();
        await page.GetByText("session_claimed").WaitForAsync();
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_never_run()
    {
        const string Hostile =
            "<img src=x onerror=\"window.hacked=1\"></script><script>window.hacked=1</script>\u202Edrowssap\u0007 <b>bold</b>";
        var session = await (await Api.NewConversation("hostile").Start()).Started();
        await session.Text(Hostile);
        await session.Conversation.Answer("drowssap");
        var page = await OpenLive(session);
        await page.Locator("#turns li.user").GetByText("<b>bold</b>").WaitForAsync();
        await page.Locator("#turns li.user .mark").GetByText("U+202E").WaitForAsync();
        await page.Locator("#turns li.user .mark").GetByText("U+0007").WaitForAsync();
        await session.Text(Hostile + " again"); // by way of the fragment
        await page.Locator("#turns li.user").GetByText("again").WaitForAsync();
        Assert.Equal(0, await page.Locator("main img, main b").CountAsync());
        Assert.False(await page.EvaluateAsync<bool>("() => 'hacked' in window"));
        await session.TryEnd();
    }

    [Fact]
    public async Task Addresses_of_nothing_and_of_another_tenant_are_the_same_404()
    {
        var session = await (await Api.NewConversation("tenants").Start()).Started();
        await session.TryEnd();
        var page = await services.Open("/sign-in");
        await page.FillAsync("#key", services.OtherKey);
        await page.ClickAsync("button.primary");
        await page.WaitForURLAsync(services.Address.ToString());
        var words = new HashSet<string>();
        foreach (var address in new[] { Address(session), $"{Address(session)}/end", $"{Address(session)}/events/1",
            $"/conversations/none/sessions/{Guid.NewGuid()}", "/conversations/none/sessions/no-id",
            $"/fragments{Address(session)}" })
        {
            var answer = await page.GotoAsync(new Uri(services.Address, address).ToString());
            Assert.Equal(404, answer!.Status);
            words.Add(await page.Locator("section.state").InnerTextAsync());
            Assert.DoesNotContain("requested", await page.InnerTextAsync("body"), StringComparison.Ordinal);
        }

        Assert.Single(words);
        Assert.Equal(404, await page.EvaluateAsync<int>("url => fetch(url).then(a => a.status)",
            $"/api/conversations/{session.Conversation.Id}/events"));
    }

    [Fact]
    public async Task The_page_is_for_everybody()
    {
        var session = await Spoken("everybody");
        var own = Address(session);
        foreach (var address in new[] { own, $"{own}/end", $"{own}/events/1", "/sign-in", "/nothing/here" })
        {
            var page = await services.Open(address);
            await page.Locator("h1").WaitForAsync();
            await page.FitsItsWindow();
            await page.FindsNothingSerious();
            await page.SetViewportSizeAsync(400, 900);
            await page.FindsNothingSerious();
            await page.CloseAsync();
        }
    }

    /// <summary>An ended session with a question and its answer, which lists have.</summary>
    async Task<SessionClient> Spoken(string name)
    {
        var session = await (await Api.NewConversation(name).Start()).Started();
        await session.Text("Hello");
        await session.Conversation.Answer("You said: Hello");
        await session.TryEnd();
        await session.Ended();
        return session;
    }
}
