using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class ManyLiveTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    const int Many = 200;
    readonly ITestOutputHelper output = output;

    /// <summary>Prints the long tasks that the browser saw. On a busy machine any task may be long, so they decide nothing here.</summary>
    [Fact]
    public async Task Two_hundred_live_sessions_stay_on_the_page_while_they_come_and_go()
    {
        var page = await services.Open($"/?state=live&limit={2 * Many}");
        await page.EvaluateAsync(
            """
            () => {
              window.tasks = []; window.replaced = 0;
              new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask' });
              document.addEventListener('replaced', () => window.replaced++);
            }
            """);
        var sessions = new List<SessionClient>();
        foreach (var part in Enumerable.Range(0, Many).Chunk(20))
            sessions.AddRange(await Task.WhenAll(part.Select(n => Api.NewConversation("many").Start())));
        foreach (var session in sessions) await page.Locator($"#s-{session.Id}").WaitForAsync();
        await page.EvaluateAsync("id => { const row = document.getElementById(id); row.kept = true; row.querySelector('a').focus(); }",
            $"s-{sessions[0].Id}");
        await Task.WhenAll(sessions.Skip(Many / 2).Select(s => s.TryEnd()));
        foreach (var ended in sessions.Skip(Many / 2))
            await page.Locator($"#s-{ended.Id}").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await sessions[0].Started();
        await page.Locator($"#s-{sessions[0].Id}").GetByText("started").WaitForAsync();
        Assert.Equal(sessions[0].Conversation.Id, await page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        var seen = await page.EvaluateAsync<JsonElement>("() => ({ tasks: window.tasks.map(Math.round), replaced: window.replaced })");
        output.WriteLine($"long tasks in ms while {Many} sessions came and {Many / 2} went: {seen}");
        await Task.WhenAll(sessions.Take(Many / 2).Select(s => s.TryEnd()));
    }
}
