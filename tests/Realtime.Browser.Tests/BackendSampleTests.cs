using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Realtime.Testing.Stack;
using Samples.Backend;
using Xunit.Abstractions;

namespace Realtime.Browser.Tests;

/// <summary>samples/backend with a user in a real browser.</summary>
[Collection(SampleServices.Name)]
public sealed class BackendSampleTests(SampleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_signed_in_user_talks_and_reads_only_their_own_conversations()
    {
        await using var sample = await Start("--Users:anna=one", "--Users:bert=two");
        var page = await services.NewPage();
        var address = sample.Address();
        await page.GotoAsync(address.ToString());
        await SignIn(page, "anna", "two");
        Assert.Contains("/signin", page.Url, StringComparison.Ordinal); // the password is bert's
        await SignIn(page, "anna", "one");
        var secret = await page.RunAndWaitForResponseAsync(() => page.ClickAsync("#start"), response =>
            response.Url.EndsWith("/secret", StringComparison.Ordinal));
        var conversation = (await secret.JsonAsync())!.Value.GetProperty("conversation").GetString();
        await page.TalkAndEnd();

        var history = new Uri(address, $"conversations/{conversation}").ToString();
        Assert.Contains("You said: Good evening", await (await page.GotoAsync(history))!.TextAsync(), StringComparison.Ordinal);
        var other = await services.NewPage();
        await other.GotoAsync(address.ToString());
        await SignIn(other, "bert", "two");
        Assert.Equal(404, await other.EvaluateAsync<int>("url => fetch(url).then(answer => answer.status)", history));
    }

    [Fact]
    public async Task Nobody_else_gets_a_secret()
    {
        await using var sample = await Start("--Users:anna=one");
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = sample.Address() };
        using var secret = await http.PostAsync(new Uri("/secret", UriKind.Relative), null);
        Assert.True(secret.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{secret.StatusCode}");
    }

    [Fact]
    public async Task It_says_who_may_sign_in_before_it_starts() =>
        Assert.Contains("Users", (await Assert.ThrowsAnyAsync<Exception>(() => Start())).Message, StringComparison.Ordinal);

    static async Task SignIn(IPage page, string name, string password)
    {
        await page.FillAsync("[name=name]", name);
        await page.FillAsync("[name=password]", password);
        await page.RunAndWaitForResponseAsync(() => page.ClickAsync("button"), response => response.Request.Method == "POST");
        await page.WaitForLoadStateAsync();
    }

    async Task<WebApplication> Start(params string[] users)
    {
        var sample = BackendSample.Build(["--urls", "http://127.0.0.1:0", $"--REALTIME_API={Stack.Api.Address}",
            $"--REALTIME_KEY={SampleServices.Key}", .. users]);
        await sample.StartAsync();
        return sample;
    }
}
