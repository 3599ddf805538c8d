using Microsoft.Playwright;
using Realtime.Browser.Tests;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;

namespace Realtime.Console.Tests;

/// <summary>A stack that is open to this machine, its console as a program, and a browser.</summary>
public sealed class ConsoleServices : SharedServices
{
    static readonly string[] AllScopes =
        ["sessions:start", "sessions:drive", "sessions:read", "sessions:end", "audit:read", "audit:erase", "operate"];

    public new const string Name = "the console in a browser";

    Chromium browser = null!;

    public ServiceProcess Console { get; private set; } = null!;

    /// <summary>The console's address as people type it.</summary>
    public Uri Address => new($"http://localhost:{Console.Address.Port}/");

    /// <summary>An API key of another tenant, with every right there.</summary>
    public string OtherKey { get; private set; } = "";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Console = await StartConsole(Stack.Api.Address);
        browser = await Chromium.Start();
        var made = await Stack.Client.Post("/keys", new { name = "other", scopes = AllScopes, tenant = "other" });
        OtherKey = made.MustBe(System.Net.HttpStatusCode.Created).Json.GetProperty("key").GetString()!;
    }

    public static Task<ServiceProcess> StartConsole(Uri api) =>
        ServiceProcess.Start("Realtime.Console", new Dictionary<string, string>
        {
            ["Realtime__Console__Api"] = api.ToString(), ["Realtime__Console__Simulator"] = "true",
        });

    /// <summary>An empty page in a profile of its own.</summary>
    public Task<IPage> NewPage() => browser.Page();

    /// <summary>A page of the console, loaded.</summary>
    public async Task<IPage> Open(string address)
    {
        var page = await NewPage();
        await page.GotoAsync(new Uri(Address, address).ToString());
        return page;
    }

    /// <summary>A page of a person with this key, loaded.</summary>
    public async Task<IPage> OpenAs(string key, string address)
    {
        var page = await Open($"/sign-in?returnUrl={Uri.EscapeDataString(address)}");
        await page.FillAsync("#key", key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.WaitForURLAsync(new Uri(Address, address).ToString());
        return page;
    }

    /// <summary>A key of the other tenant with these rights.</summary>
    public async Task<(string Id, string Key)> NewKey(string role, string name = "made")
    {
        using var other = Other();
        var made = (await other.Post("/keys", new { name, role })).MustBe(System.Net.HttpStatusCode.Created).Json;
        return (made.GetProperty("id").GetString()!, made.GetProperty("key").GetString()!);
    }

    public ApiClient Other() => new(Stack.Api.Address, OtherKey);

    public override async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        if (Console is not null) await Console.DisposeAsync();
        await base.DisposeAsync();
    }
}

[CollectionDefinition(ConsoleServices.Name)]
public sealed class ConsoleServicesDefinition : ICollectionFixture<ConsoleServices>;
