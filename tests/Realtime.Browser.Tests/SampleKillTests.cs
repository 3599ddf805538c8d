using Realtime.Testing.Client;
using Realtime.Testing.Faults;
using Realtime.Testing.Stack;
using Samples.Browser;

namespace Realtime.Browser.Tests;

/// <summary>The sample page in a real browser while everything under it is killed, again and again.</summary>
public sealed class SampleKillTests
{
    [Fact]
    public async Task Its_user_is_answered_whatever_is_killed()
    {
        var key = TestKey.Of("default", "app");
        await using var stack = await InjuredStack.Start(key);
        await using var sample = BrowserSample.Build("--urls", "http://127.0.0.1:0", $"--REALTIME_API={stack.Address}", $"--REALTIME_KEY={key.Key}");
        await sample.StartAsync();
        await using var browser = await Chromium.Start();
        var page = await browser.Page();
        await page.GotoAsync(sample.Address().ToString());
        foreach (var faults in Faults.OfTalks(rounds: 5))
        {
            await page.ClickAsync("#start");
            await stack.Talk(faults, line => SayAgain.Until(page.WaitForSelectorAsync($"li.assistant:has-text('You said: {line}')"), async () =>
            {
                await page.FillAsync("#text", line);
                await page.ClickAsync("#say button");
            }));
            await page.ClickAsync("#end");
            await page.WaitForSelectorAsync("#start:not([disabled])");
            await page.ReloadAsync();
        }

        await stack.Check();
    }
}
