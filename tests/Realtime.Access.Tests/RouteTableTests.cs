using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Realtime.Access.Tests.Stack;
using Realtime.Api.Access;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests;

/// <summary>
/// Every route that the API lists, called with every scope and without a credential; a route without a policy fails here.
/// </summary>
public sealed class RouteTableTests : IAsyncLifetime
{
    /// <summary>
    /// What each route requires. "any" is any credential; "nothing" is open to everybody; "operator" adds the operators' tenant.
    /// </summary>
    static readonly Dictionary<string, string[]> Asked = new()
    {
        ["GET /health"] = ["nothing"],
        ["GET /alive"] = ["nothing"],
        ["GET /openapi/{documentName}.json"] = ["nothing"],
        ["GET /asyncapi/v1.json"] = ["nothing"],
        ["GET /reference/{documentName?}"] = ["nothing"],
        ["GET /reference/favicon.svg"] = ["nothing"],
        ["GET /reference/scalar.aspnetcore.js"] = ["nothing"],
        ["GET /reference/scalar.js"] = ["nothing"],
        ["GET /me"] = ["any"],
        ["GET /spending"] = ["sessions:read"],
        ["GET /sessions"] = ["sessions:read"],
        ["GET /sessions/counts"] = ["sessions:read"],
        ["GET /sessions/statistics"] = ["sessions:read"],
        ["GET /conversations/{conversation}"] = ["sessions:read"],
        ["GET /conversations/{conversation}/events"] = ["sessions:read"],
        ["GET /conversations/{conversation}/sessions/{session:guid}"] = ["sessions:read"],
        ["GET /conversations/{conversation}/sessions/{session:guid}/summary"] = ["sessions:read"],
        ["POST /conversations/{conversation}/sessions"] = ["sessions:start"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/text"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/audio"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/handoffs/{call}"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/items"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/items/{item}/retrieve"] = ["sessions:drive"],
        ["DELETE /conversations/{conversation}/sessions/{session:guid}/items/{item}"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/responses"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/responses/cancel"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/audio/clear"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/audio/commit"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/approvals/{request}"] = ["sessions:drive"],
        ["POST /conversations/{conversation}/sessions/{session:guid}/end"] = ["sessions:end"],
        ["GET /conversations/{conversation}/sessions/{session:guid}/live"] = ["sessions:read", "sessions:drive"],
        ["GET /v1/realtime"] = ["sessions:start", "sessions:drive"],
        ["POST /v1/realtime/client_secrets"] = ["sessions:start", "sessions:drive"],
        ["GET /openai/realtime"] = ["sessions:start", "sessions:drive"],
        ["GET /openai/v1/realtime"] = ["sessions:start", "sessions:drive"],
        ["POST /openai/v1/realtime/client_secrets"] = ["sessions:start", "sessions:drive"],
        ["GET /openai/v1/models"] = ["any"],
        ["GET /openai/v1/models/{**model}"] = ["any"],
        ["GET /v1/realtime/client_secrets"] = ["sessions:start", "sessions:drive"],
        ["DELETE /v1/realtime/client_secrets/{id}"] = ["sessions:start", "sessions:drive"],
        ["GET /v1/models"] = ["any"],
        ["GET /v1/models/{**model}"] = ["any"],
        ["GET /workers"] = ["operate", "operator"],
        ["POST /workers/{worker}/drain"] = ["operate", "operator"],
        ["GET /audit/verify"] = ["audit:read"],
        ["GET /audit/sealing"] = ["audit:read"],
        ["GET /audit/heads"] = ["audit:read"],
        ["POST /audit/heads/verify"] = ["audit:read"],
        ["GET /audit/conversations/{conversation}"] = ["audit:read"],
        ["GET /audit/conversations/{conversation}/sessions"] = ["audit:read"],
        ["DELETE /conversations/{conversation}/content"] = ["audit:erase"],
        ["POST /conversations/{conversation}/archive"] = ["audit:erase"],
        ["GET /keys"] = ["operate"],
        ["POST /keys"] = ["operate"],
        ["DELETE /keys/{key}"] = ["operate"],
    };

    static readonly string[] Words = ["nothing", "any", "operator"];
    readonly Dictionary<string, TestKey> ofScope = Scopes.All.ToDictionary(scope => scope, scope => TestKey.Of("default", scope));
    readonly TestKey all = TestKey.Of("default", [.. Scopes.All]);
    readonly TestKey owner = TestKey.Of("acme", [.. Scopes.All]);
    readonly TestKey stranger = TestKey.Of("globex", [.. Scopes.All]);
    readonly TestKey expired = TestKey.Of("acme", [.. Scopes.All]) with { ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(-1) };
    readonly TestKey revoked = TestKey.Of("acme", [.. Scopes.All]);
    ApiHost api = null!;

    public async Task InitializeAsync()
    {
        var file = TestKey.File([.. ofScope.Values, all, owner, stranger, expired, revoked]);
        api = await ApiHost.Start(("Realtime:Access:KeysFile", file));
        (await api.Get("/me", revoked.Key)).MustBe(HttpStatusCode.OK);
        TestKey.Write(file, [.. ofScope.Values, all, owner, stranger, expired]);
        await Patience.Until(async () => (await api.Get("/me", revoked.Key)).Status is HttpStatusCode.Unauthorized,
            "the key taken out of the file refused");
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public void Every_route_has_a_policy_and_is_in_the_table()
    {
        Assert.All(api.Routes, route => Assert.True(
            route.Metadata.GetMetadata<IAllowAnonymous>() is not null || route.Metadata.GetMetadata<AuthorizationPolicy>() is not null
                || route.Metadata.GetMetadata<IAuthorizeData>() is not null,
            $"{NameOf(route)} asks for nothing: it is closed to everybody. Map it within a group that requires scopes."));
        Assert.Equal(Asked.Keys.Order(), api.Routes.Select(NameOf).Distinct().Order());
        Assert.Equal(Asked.Where(route => route.Value is ["nothing"]).Select(route => route.Key).Order(),
            api.Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(NameOf).Distinct().Order());
    }

    [Fact]
    public async Task Each_route_accepts_its_scopes_and_refuses_all_others()
    {
        foreach (var (route, asked) in Asked)
        {
            string[] scopes = [.. asked.Except(Words)];
            foreach (var (scope, key) in ofScope)
            {
                var answer = await Call(route, key.Key);
                if (scopes.Except([scope]).ToArray() is not { Length: > 0 } missing)
                {
                    Assert.True(IsLetIn(answer), $"{route} with {scope}: {answer}");
                    continue;
                }

                answer.MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
                Assert.Equal(string.Join(' ', missing), answer.Json.GetProperty("scope").GetString());
                Assert.Contains("insufficient_scope", answer.Challenge, StringComparison.Ordinal);
            }

            Assert.True(IsLetIn(await Call(route, all.Key)), route);
        }
    }

    [Fact]
    public async Task Without_a_valid_credential_only_the_open_routes_answer()
    {
        foreach (var (route, asked) in Asked.Where(route => route.Value is not ["nothing"]))
        {
            var nobody = await Call(route, null);
            nobody.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.Equal("Bearer", nobody.Challenge);
            foreach (var credential in new[] { expired.Key, revoked.Key, owner.Key[..^1] + (owner.Key[^1] == '0' ? '1' : '0'), "rt_live_",
                "sk-anything", "ek_anything" })
            {
                var answer = await Call(route, credential);
                answer.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
                Assert.Equal("Bearer error=\"invalid_token\"", answer.Challenge);
                Assert.DoesNotContain(credential, answer.Body, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task The_scope_operate_covers_the_deployment_in_the_operators_tenant_only()
    {
        foreach (var route in Asked.Where(route => route.Value.Contains("operator")).Select(route => route.Key))
            (await Call(route, owner.Key)).MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
    }

    [Fact]
    public async Task What_belongs_to_another_tenant_is_answered_as_unknown()
    {
        var session = Guid.NewGuid();
        await api.Conversations.Transact(new Sessions.Tenant("acme").Conversation("talk"),
            new Sessions.Start(session, new Sessions.SessionOptions("m")), default);
        Assert.Equal("requested",
            (await api.Get($"/conversations/talk/sessions/{session}", owner.Key)).MustBe(HttpStatusCode.OK).Json.GetProperty("phase")
                .GetString());
        foreach (var route in Asked.Keys.Where(route => route.Contains("{conversation}", StringComparison.Ordinal)))
        {
            var theirs = await Call(route, stranger.Key, "talk", session);
            var (name, unknown) = ($"never-{Guid.NewGuid():N}", Guid.NewGuid());
            var nobodys = await Call(route, stranger.Key, name, unknown);
            Assert.Equal((nobodys.Status, nobodys.Problem), (theirs.Status, theirs.Problem));
            Assert.Equal(WithoutTrace(nobodys.Body).Replace(name, "talk", StringComparison.Ordinal)
                .Replace(unknown.ToString(), session.ToString(), StringComparison.Ordinal), WithoutTrace(theirs.Body));
        }

        Assert.Equal("requested",
            (await api.Get($"/conversations/talk/sessions/{session}", owner.Key)).MustBe(HttpStatusCode.OK).Json.GetProperty("phase")
                .GetString());
    }

    static string WithoutTrace(string body) => Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");

    static bool IsLetIn(Answer answer) =>
        answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError);

    Task<Answer> Call(string route, string? credential, string conversation = "none", Guid? session = null)
    {
        var (method, path) = (new HttpMethod(route[..route.IndexOf(' ', StringComparison.Ordinal)]),
            route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        path = path.Replace("{conversation}", conversation, StringComparison.Ordinal)
            .Replace("{session:guid}", (session ?? Guid.Empty).ToString(), StringComparison.Ordinal)
            .Replace("{call}", "call", StringComparison.Ordinal).Replace("{item}", "item", StringComparison.Ordinal)
            .Replace("{request}", "request", StringComparison.Ordinal).Replace("{worker}", "worker", StringComparison.Ordinal)
                .Replace("{key}", "rt_live_0000000000000000", StringComparison.Ordinal)
            .Replace("{**model}", "gpt-realtime-2.1", StringComparison.Ordinal).Replace("{id}", "cs_000000000000000000000000", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{documentName?}", "", StringComparison.Ordinal);
        var body = path.EndsWith("/text", StringComparison.Ordinal) ? """{"text": "hi"}"""
            : path.EndsWith("/audio", StringComparison.Ordinal) ? """{"audio": "AAA="}"""
            : path.EndsWith("/items", StringComparison.Ordinal)
                ? """{"item": {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "hi"}]}}"""
            : path.Contains("/approvals/", StringComparison.Ordinal) ? """{"approve": true}"""
            : path.Contains("/handoffs/", StringComparison.Ordinal) ? """{"output": "hi"}"""
            : "{}";
        return api.Send(method, path, credential,
            method == HttpMethod.Post
                ? new StringContent(body, Encoding.UTF8, path == "/audit/heads/verify" ? "application/x-ndjson" : "application/json")
                : null);
    }

    static string NameOf(RouteEndpoint route) =>
        $"{string.Join(' ', route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])} "
        + $"/{route.RoutePattern.RawText!.Trim('/')}";
}
