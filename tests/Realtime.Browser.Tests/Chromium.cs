using Microsoft.Playwright;

namespace Realtime.Browser.Tests;

/// <summary>This machine's Chromium, without a window.</summary>
sealed class Chromium : IAsyncDisposable
{
    static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    readonly IPlaywright playwright;
    readonly IBrowser browser;

    Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> Start()
    {
        var playwright = await Playwright.CreateAsync();
        // Chromium's own sandbox does not work for root, and the pages are ours. Its own microphone beeps.
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program(),
            Args = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
            Timeout = (float)Realtime.Testing.Patience.Time.TotalMilliseconds,
        }));
    }

    /// <summary>A page in a profile of its own.</summary>
    public async Task<IPage> Page()
    {
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout((float)Realtime.Testing.Patience.Time.TotalMilliseconds);
        return page;
    }

    static string Program() => Environment.GetEnvironmentVariable("REALTIME_CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "These tests need Chromium: install it (apt-get install chromium), or set REALTIME_CHROMIUM to the path of its program.");

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
