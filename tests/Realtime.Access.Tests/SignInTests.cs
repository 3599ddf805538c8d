using System.Net;
using Realtime.Access.Tests.Issuer;
using Realtime.Access.Tests.Stack;

namespace Realtime.Access.Tests;

/// <summary>People who sign in at a provider and return with a cookie.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    TestIssuer issuer = null!;
    ApiHost api = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.Start();
        api = await ApiHost.Start(Settings);
    }

    (string, string)[] Settings =>
        [("Realtime:Access:SignIn:Authority", issuer.Address), ("Realtime:Access:SignIn:ClientId", "console"),
            ("Realtime:Access:SignIn:ClientSecret", "any")];

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_in_person_is_known_on_every_node_until_they_sign_out()
    {
        var browser = new Browser(api);
        var back = await browser.SignIn(issuer, "/signin?returnUrl=/sessions");
        Assert.Equal("/sessions", back);
        var me = await browser.Get("/me");
        Assert.Contains("\"subject\":\"ada\"", me, StringComparison.Ordinal);
        Assert.Contains("\"tenant\":\"acme\"", me, StringComparison.Ordinal);
        Assert.Contains("\"scopes\":[\"sessions:read\",\"audit:read\"]", me, StringComparison.Ordinal);
        Assert.Contains(browser.SetCookies, cookie => cookie.StartsWith("__Host-realtime=", StringComparison.Ordinal)
            && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase)
                && cookie.Contains("secure", StringComparison.OrdinalIgnoreCase)
                    && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));

        await using var other = await api.Another(Settings);
        Assert.Contains("\"subject\":\"ada\"", await browser.At(other).Get("/me"), StringComparison.Ordinal);

        await browser.Post("/signout");
        (await api.Send(HttpMethod.Get, "/me", more: browser.Cookies)).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("https://attacker.example/")]
    [InlineData("//attacker.example/")]
    [InlineData("/\\attacker.example/")]
    public async Task Signing_in_redirects_to_no_other_site(string url) =>
        Assert.Equal("/me", await new Browser(api).SignIn(issuer, $"/signin?returnUrl={Uri.EscapeDataString(url)}"));

    [Fact]
    public async Task Without_a_cookie_nothing_redirects_and_a_forged_cookie_is_refused()
    {
        (await api.Get("/me")).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        (await api.Send(HttpMethod.Get, "/me", more: request => request.Headers.Add("Cookie", "__Host-realtime=CfDJ8forged")))
            .MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        (await api.Get("/signin/callback?code=forged&state=forged")).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    /// <summary>Keeps cookies like a browser that treats localhost as secure.</summary>
    sealed class Browser(ApiHost api)
    {
        readonly Dictionary<string, string> cookies = [];

        public List<string> SetCookies { get; } = [];

        public void Cookies(HttpRequestMessage request)
        {
            if (cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        public Browser At(ApiHost other)
        {
            var same = new Browser(other);
            foreach (var (name, value) in cookies) same.cookies[name] = value;
            return same;
        }

        /// <summary>The address of the last redirect.</summary>
        public async Task<string> SignIn(TestIssuer issuer, string path)
        {
            using var away = await Send(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.Redirect, away.StatusCode);
            var callback = await issuer.Authorize(away.Headers.Location!);
            using var back = await Send(HttpMethod.Get, callback.PathAndQuery);
            Assert.True(back.StatusCode is HttpStatusCode.Redirect, await back.Content.ReadAsStringAsync());
            return back.Headers.Location!.OriginalString;
        }

        public async Task<string> Get(string path)
        {
            using var response = await Send(HttpMethod.Get, path);
            return await response.Content.ReadAsStringAsync();
        }

        public async Task Post(string path) => (await Send(HttpMethod.Post, path)).Dispose();

        async Task<HttpResponseMessage> Send(HttpMethod method, string path)
        {
            using var http = api.Client();
            using var request = new HttpRequestMessage(method, path);
            Cookies(request);
            var response = await http.SendAsync(request);
            foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                SetCookies.Add(set);
                var pair = set[..set.IndexOf(';', StringComparison.Ordinal)];
                var (name, value) =
                    (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
                if (value.Length == 0 || set.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)) cookies.Remove(name);
                else cookies[name] = value;
            }

            return response;
        }
    }
}
