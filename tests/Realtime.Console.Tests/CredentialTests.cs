using System.Net;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

/// <summary>The console has no rights of its own, and lends nobody those of its machine.</summary>
[Collection(ConsoleServices.Name)]
public sealed class CredentialTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Theory]
    [InlineData("/api/sessions")]
    [InlineData("/fragments/sessions")]
    public async Task This_machine_by_its_own_name_is_served_where_access_is_open(string path) =>
        Assert.Equal(HttpStatusCode.OK, await Status(path));

    [Theory]
    [InlineData("/api/sessions")]
    [InlineData("/fragments/sessions")]
    public async Task A_browser_behind_a_proxy_is_no_browser_of_this_machine(string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(path, ("X-Forwarded-For", "203.0.113.7")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(path, ("X-Forwarded-For", "127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(path, ("Forwarded", "for=203.0.113.7")));
    }

    [Theory]
    [InlineData("/api/sessions")]
    [InlineData("/fragments/sessions")]
    public async Task A_foreign_name_that_resolves_to_this_machine_is_no_name_of_it(string path) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(path, ("Host", "rebound.example")));

    [Fact]
    public async Task A_page_without_a_credential_leads_to_where_a_person_signs_in()
    {
        using var answer = await Send(HttpMethod.Get, "/?state=live", ("Host", "console.example"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2F%3Fstate%3Dlive", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_origin_cannot_act_through_the_console(string header, string value)
    {
        foreach (var path in new[] { $"/api/conversations/{Guid.NewGuid():N}/sessions", "/sign-out", "/sign-in/key" })
        {
            using var answer = await Send(HttpMethod.Post, path, (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var answer = await Send(HttpMethod.Post, "/sign-in/key", new FormUrlEncodedContent([new("key", "rt_live_anything")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_key_is_kept_where_no_script_reads_it_and_decides_what_its_person_sees()
    {
        var page = await services.Open("/sign-in?returnUrl=//evil.example/");
        await page.FillAsync("#key", services.OtherKey);
        await page.ClickAsync("button.primary");
        await page.WaitForURLAsync(services.Address.ToString());
        var cookie = Assert.Single(await page.Context.CookiesAsync(), c => c.Name == "realtime-console-key");
        Assert.True(cookie is { HttpOnly: true, SameSite: Microsoft.Playwright.SameSiteAttribute.Strict });
        Assert.DoesNotContain(services.OtherKey[^20..], Uri.UnescapeDataString(cookie.Value), StringComparison.Ordinal);
        Assert.Equal("other", await page.EvaluateAsync<string>("() => fetch('/api/me').then(a => a.json()).then(me => me.tenant)"));
        await page.GetByText("Sign out").ClickAsync();
        await page.WaitForURLAsync(new Uri(services.Address, "/sign-in").ToString());
        Assert.Equal("default", await page.EvaluateAsync<string>("() => fetch('/api/me').then(a => a.json()).then(me => me.tenant)"));
    }

    [Fact]
    public async Task Pages_run_no_script_but_their_own()
    {
        using var answer = await Send(HttpMethod.Get, "/");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    async Task<HttpStatusCode> Status(string path, params (string Name, string Value)[] headers)
    {
        using var answer = await Send(HttpMethod.Get, path, headers);
        return answer.StatusCode;
    }

    Task<HttpResponseMessage> Send(HttpMethod method, string path, params (string Name, string Value)[] headers) =>
        Send(method, path, content: null, headers);

    async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(method, new Uri(services.Address, path)) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }
}
