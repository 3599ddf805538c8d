using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Realtime.Testing.Stack;
using Samples.Browser;

namespace Realtime.Browser.Tests;

/// <summary>A stack with a key, the sample's back end, and a browser.</summary>
public sealed class SampleServices : SharedServices
{
    public new const string Name = "the sample in a browser";
    static readonly TestKey App = TestKey.Of("default", "app");

    /// <summary>The key of back ends.</summary>
    internal static string Key => App.Key;

    WebApplication sample = null!;
    Chromium browser = null!;

    /// <summary>The address of the sample page.</summary>
    internal Uri Page { get; private set; } = null!;

    internal Task<IPage> NewPage() => browser.Page();

    protected override StackSettings Settings => new()
    {
        Key = App.Key,
        Api = new Dictionary<string, string> { ["Realtime__Access__KeysFile"] = TestKey.File(App) },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        sample = BrowserSample.Build("--urls", "http://127.0.0.1:0", $"--REALTIME_API={Stack.Api.Address}", $"--REALTIME_KEY={App.Key}");
        await sample.StartAsync();
        Page = sample.Address();
        browser = await Chromium.Start();
    }

    public override async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        if (sample is not null) await sample.DisposeAsync();
        await base.DisposeAsync();
    }
}

[CollectionDefinition(SampleServices.Name)]
public sealed class SampleServicesDefinition : ICollectionFixture<SampleServices>;
