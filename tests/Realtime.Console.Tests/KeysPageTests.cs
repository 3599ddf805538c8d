using Microsoft.Playwright;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class KeysPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_key_is_made_shown_once_and_revoked()
    {
        var page = await services.OpenAs(services.OtherKey, "/keys");
        await page.GetByText("New key").ClickAsync();
        await page.FillAsync("[name='Form.Name']", "for the <b>door</b>\u202E");
        await page.SelectOptionAsync("[name='Form.Role']", "reader");
        await page.FindsNothingSerious();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the key" }).ClickAsync();
        var key = await page.Locator("#made-key").InputValueAsync();
        await page.GetByText("for the <b>door</b>U+202E").First.WaitForAsync();
        using var made = new ApiClient(Stack.Api.Address, key);
        var me = (await made.Get("/me")).MustBe(System.Net.HttpStatusCode.OK).Json;
        Assert.Equal("other", me.GetProperty("tenant").GetString());

        await page.GotoAsync(new Uri(services.Address, "/keys").ToString());
        Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);
        var id = me.GetProperty("keyId").GetString()!;
        await page.Locator($"#{id}").GetByText("Revoke").ClickAsync();
        await page.GetByText("which is valid").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.GetByText("The key was revoked.").WaitForAsync();
        await page.Locator($"#{id}").GetByText("revoked", new() { Exact = true }).WaitForAsync();
        (await made.Get("/me")).MustBeRefused(System.Net.HttpStatusCode.Unauthorized, "unauthorized");
        await page.FitsItsWindow();
        await page.FindsNothingSerious();
    }

    [Fact]
    public async Task A_key_that_cannot_be_is_refused_and_what_was_written_stays()
    {
        var page = await services.OpenAs(services.OtherKey, "/keys");
        await page.GetByText("New key").ClickAsync();
        await page.FillAsync("[name='Form.Name']", "too late");
        await page.FillAsync("[name='Form.ExpiresAt']", "2020-01-01T00:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the key" }).ClickAsync();
        await page.GetByText("expiresAt must be in the future").First.WaitForAsync();
        Assert.Equal("too late", await page.InputValueAsync("[name='Form.Name']"));
        Assert.Equal(0, await page.Locator("#made-key").CountAsync());
    }

    [Fact]
    public async Task Who_may_not_manage_keys_is_not_led_there()
    {
        var (_, key) = await services.NewKey("reader");
        var page = await services.OpenAs(key, "/");
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Keys" }).CountAsync());
        Assert.Equal(403, (await page.GotoAsync(new Uri(services.Address, "/keys").ToString()))!.Status);
    }
}
