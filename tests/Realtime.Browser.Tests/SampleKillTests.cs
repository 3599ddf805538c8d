using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Realtime.Testing.Faults;
using Realtime.Testing.Stack;
using Samples.Browser;

namespace Realtime.Browser.Tests;

/// <summary>The sample page in a real browser while everything under it is killed, again and again.</summary>
public sealed class SampleKillTests
{
    /// <summary>In so many rounds a session gets no more owners than it may have.</summary>
    const int RoundsOfTalk = 10;

    [Fact]
    public async Task Its_user_is_answered_whatever_is_killed()
    {
        var key = TestKey.Of("default", "app");
        await using var stack = await InjuredStack.Start(key);
        await using var sample = BrowserSample.Build("--urls", "http://127.0.0.1:0", $"--REALTIME_API={stack.Address}", $"--REALTIME_KEY={key.Key}");
        await sample.StartAsync();
        await using var browser = await Chromium.Start();
        var page = await browser.Page();
        await page.GotoAsync(sample.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        foreach (var faults in Faults.Of(rounds: 5).Chunk(RoundsOfTalk))
        {
            await page.ClickAsync("#start");
            await Answered(page, "nothing is killed yet");
            foreach (var (round, fault) in faults.Index())
            {
                await stack.Inflict(fault);
                await Answered(page, $"round {round} after {fault}");
            }

            await page.ClickAsync("#end");
            await page.WaitForSelectorAsync("#start:not([disabled])");
            await page.ReloadAsync();
        }

        await stack.Check();
    }

    /// <summary>A user who hears nothing says it again.</summary>
    static async Task Answered(IPage page, string line)
    {
        var answer = page.WaitForSelectorAsync($"li.assistant:has-text('You said: {line}')");
        while (!answer.IsCompleted)
        {
            await page.FillAsync("#text", line);
            await page.ClickAsync("#say button");
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(5)));
        }

        await answer;
    }
}
