using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Realtime.Console.Tests;

/// <summary>Looks for what keeps people from using a page, with axe-core.</summary>
static class Axe
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Fails when axe finds something serious in the page, in either colour scheme.</summary>
    public static async Task FindsNothingSerious(this IPage page)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.EvaluateAsync(Script);
            var found = await page.EvaluateAsync<JsonElement>(
                """
                () => axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations
                  .filter(v => v.impact === 'serious' || v.impact === 'critical')
                  .map(v => `${v.id}: ${v.nodes.map(n => n.html + ' ' + (n.any[0]?.message ?? '')).join(' | ')}`))
                """);
            Assert.True(found.GetArrayLength() == 0, $"{page.Url}, {scheme}: {found}");
        }
    }

    /// <summary>Fails when the page is wider than a window of 1280 or of 400 pixels.</summary>
    public static async Task FitsItsWindow(this IPage page)
    {
        foreach (var width in new[] { 400, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            var needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            Assert.True(needed <= width, $"{page.Url} needs {needed} of {width} pixels.");
        }
    }
}
