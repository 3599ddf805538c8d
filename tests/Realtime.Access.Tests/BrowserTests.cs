using System.Net;
using System.Text;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests;

/// <summary>What pages in browsers may do, by their origin, and what every answer tells browsers.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    const string Listed = "https://app.example", Other = "https://other.example";

    readonly TestKey app = TestKey.Of("acme", "app");
    ApiHost api = null!;

    public async Task InitializeAsync() => api = await Start("Production");

    public async Task DisposeAsync() => await api.DisposeAsync();

    Task<ApiHost> Start(string environment, params (string, string)[] more) => ApiHost.Start(environment,
        [("Realtime:Access:KeysFile", TestKey.File(app)), ("Realtime:Browsers:Origins:0", Listed), .. more]);

    [Theory]
    [InlineData("Production", Listed, true)]
    [InlineData("Production", "HTTPS://APP.EXAMPLE", true)]
    [InlineData("Production", "http://localhost", true)] // the API's own, as the test names it
    [InlineData("Production", "http://localhost:5173", false)]
    [InlineData("Production", Other, false)]
    [InlineData("Production", "https://app.example.evil.example", false)]
    [InlineData("Production", "http://app.example", false)]
    [InlineData("Production", "https://app.example:8443", false)]
    [InlineData("Production", "null", false)]
    [InlineData("Production", "file://localhost", false)]
    [InlineData("Production", "nonsense", false)]
    [InlineData("Development", "http://localhost:5173", true)]
    [InlineData("Development", "http://127.0.0.1:8080", true)]
    [InlineData("Development", "http://[::1]:8080", true)]
    [InlineData("Development", "http://localhost.evil.example", false)]
    [InlineData("Development", Other, false)]
    public async Task Pages_use_the_api_by_their_origin(string environment, string origin, bool allowed)
    {
        await using var host = await Start(environment);
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/conversations/c/sessions"), (HttpMethod.Delete, "/conversations/c/content") })
        {
            var answer = await host.Send(method, path, app.Key, method == HttpMethod.Post ? Json("{}") : null,
                request => request.Headers.TryAddWithoutValidation("Origin", origin));
            if (allowed) Assert.NotEqual("origin-refused", answer.Problem);
            else answer.MustBeRefused(HttpStatusCode.Forbidden, "origin-refused");
        }

        // WebSockets have no other protection than this one.
        var socket = host.Sockets();
        socket.ConfigureRequest = request =>
        {
            request.Headers.Origin = origin;
            request.Headers.Authorization = "Bearer " + app.Key;
        };
        var refused = await Record.ExceptionAsync(() => socket.ConnectAsync(
            new Uri("ws://localhost/conversations/c/sessions/019392d2-7e75-7a4b-b3f5-8a1f6c0e1d2a/live"), default));
        Assert.Contains(allowed ? "404" : "403", Assert.IsType<InvalidOperationException>(refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cors_answers_listed_origins_without_cookies()
    {
        using var http = api.Client();
        foreach (var (origin, allowed) in new[] { (Listed, true), (Other, false) })
        {
            using var preflight = new HttpRequestMessage(HttpMethod.Options, "/conversations/c/sessions");
            preflight.Headers.Add("Origin", origin);
            preflight.Headers.Add("Access-Control-Request-Method", "POST");
            preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
            using var answer = await http.SendAsync(preflight);
            Assert.Equal(allowed ? [origin] : [], answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var to) ? to : []);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task A_host_that_is_not_listed_is_refused()
    {
        await using var host = await Start("Production", ("AllowedHosts", "api.example"));
        using var http = host.Client();
        foreach (var (name, status) in new[] { ("api.example", HttpStatusCode.OK), ("rebound.example", HttpStatusCode.BadRequest) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/me") { Headers = { Host = name, Authorization = new("Bearer", app.Key) } };
            using var answer = await http.SendAsync(request); // the server refuses, before any code of ours
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("application/xml", false)]
    [InlineData(null, false)]
    [InlineData("application/json", true)]
    [InlineData("application/octet-stream", true)]
    [InlineData("audio/wav", true)]
    public async Task A_body_says_that_it_is_json_or_audio(string? type, bool allowed)
    {
        foreach (var path in new[] { "sessions", "sessions/019392d2-7e75-7a4b-b3f5-8a1f6c0e1d2a/text", "sessions/019392d2-7e75-7a4b-b3f5-8a1f6c0e1d2a/audio",
            "sessions/019392d2-7e75-7a4b-b3f5-8a1f6c0e1d2a/end" })
        {
            using var body = new ByteArrayContent("{}"u8.ToArray());
            if (type is not null) body.Headers.TryAddWithoutValidation("Content-Type", type);
            var answer = await api.Send(HttpMethod.Post, $"/conversations/c/{path}", app.Key, body);
            if (!allowed) answer.MustBeRefused(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
            else if (type == "application/json") Assert.NotEqual(HttpStatusCode.UnsupportedMediaType, answer.Status);
        }
    }

    [Fact]
    public async Task Every_answer_has_the_security_headers()
    {
        using var http = api.Client();
        foreach (var path in new[] { "/me", "/nowhere", "/health", "/openapi/v1.json", "/reference" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("app.example")]
    [InlineData("https://app.example/")]
    [InlineData("https://app.example/page")]
    [InlineData("*")]
    [InlineData("ftp://app.example")]
    public async Task An_origin_that_is_none_stops_the_start_by_name(string origin)
    {
        var e = await Assert.ThrowsAnyAsync<Exception>(() => Start("Production", ("Realtime:Browsers:Origins:1", origin)));
        Assert.Contains("Realtime:Browsers:Origins", e.ToString(), StringComparison.Ordinal);
    }

    static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
