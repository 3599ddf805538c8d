using System.Net;
using Microsoft.Playwright;
using Npgsql;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class WorkersPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task It_shows_the_load_of_each_worker_as_it_changes_and_leads_to_its_sessions()
    {
        var page = await services.Open("/workers");
        var row = page.Locator($"#worker-{await Stack.IdOf(Stack.Workers[0])}");
        await row.GetByText("takes sessions").WaitForAsync();
        var session = (await Stack.StartSessions(1))[0];
        await row.Locator("a", new() { HasTextRegex = new("^[1-9]") }).WaitForAsync();
        await row.Locator("a").First.ClickAsync();
        await page.Locator($"#s-{session.Id}").WaitForAsync();
        await session.TryEnd();
    }

    [Fact]
    public async Task A_worker_is_drained_after_a_confirmation_that_names_the_effect()
    {
        await Execute("insert into realtime.worker (id, address, capacity, live, expires_at) "
            + "values ('idler', 'http://127.0.0.1:1', 1, 1, clock_timestamp() + interval '1 hour')");
        try
        {
            var page = await services.Open("/workers");
            await page.Locator("#worker-idler").GetByText("Drain").ClickAsync();
            await page.GetByText("The worker takes no more sessions").WaitForAsync();
            await page.FindsNothingSerious();
            await page.GetByRole(AriaRole.Button, new() { Name = "Drain" }).PressAsync("Enter");
            await page.GetByText("The worker was asked to drain.").WaitForAsync();
            await page.Locator("#worker-idler").GetByText("draining").WaitForAsync();
            Assert.Equal(0, await page.Locator("#worker-idler .button").CountAsync());
        }
        finally
        {
            await Execute("delete from realtime.worker where id = 'idler'");
        }
    }

    [Fact]
    public async Task It_is_for_operators_of_the_deployment()
    {
        var page = await services.OpenAs(services.OtherKey, "/");
        Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Workers" }).CountAsync());
        var answer = await page.GotoAsync(new Uri(services.Address, "/workers").ToString());
        Assert.Equal((int)HttpStatusCode.Forbidden, answer!.Status);
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        Assert.Equal(0, await page.Locator("table").CountAsync());
    }

    [Fact]
    public async Task It_is_for_everybody()
    {
        var page = await services.Open("/workers");
        await page.FitsItsWindow();
        await page.FindsNothingSerious();
    }

    async Task Execute(string sql)
    {
        await using var database = NpgsqlDataSource.Create(Stack.Database + ";Pooling=false");
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
