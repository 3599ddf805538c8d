using Microsoft.Playwright;

namespace Realtime.Browser.Tests;

/// <summary>What a person does on the page that both samples serve.</summary>
static class SamplePage
{
    /// <summary>Says "Good evening" in a session that begins, hears the answer, and ends the session.</summary>
    public static async Task TalkAndEnd(this IPage page)
    {
        await page.WaitForSelectorAsync("#text:not([disabled])");
        await page.FillAsync("#text", "Good evening");
        await page.ClickAsync("#say button");
        await page.WaitForSelectorAsync("li.assistant:has-text('You said: Good evening')");
        await page.ClickAsync("#end");
        await page.WaitForSelectorAsync("#start:not([disabled])");
    }
}
