using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Realtime.Access.Tests.Issuer;
using Realtime.Access.Tests.Stack;

namespace Realtime.Access.Tests;

/// <summary>Tokens of an issuer of which the API knows only the address.</summary>
public sealed class JwtTests : IAsyncLifetime
{
    TestIssuer issuer = null!;
    ApiHost api = null!;

    public async Task InitializeAsync()
    {
        issuer = await TestIssuer.Start();
        api = await ApiHost.Start(("Realtime:Access:Jwt:Authority", issuer.Address), ("Realtime:Access:Jwt:Audience", TestIssuer.Audience),
            ("Realtime:Access:Jwt:KeyRefreshSeconds", "1"));
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_token_gives_its_tenant_and_its_scopes()
    {
        var token = await issuer.Token("acme", "sessions:read audit:read something:else", "robot");
        var me = (await api.Get("/me", token)).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(("acme", "robot"), (me.GetProperty("tenant").GetString(), me.GetProperty("subject").GetString()));
        Assert.Equal(["sessions:read", "audit:read"], me.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        (await api.Get("/sessions", token)).MustBe(HttpStatusCode.OK);
        (await api.Get("/keys", token)).MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
        (await api.Get("/workers", await issuer.Token("acme", "operate"))).MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
        (await api.Get("/workers", await issuer.Token("default", "operate"))).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a/b")]
    [InlineData("acme~test")]
    public async Task A_token_without_a_tenant_is_refused_and_the_refusal_names_the_claim(string? tenant)
    {
        var answer = await api.Get("/me", await issuer.Token(tenant));
        answer.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Contains("claim tenant", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_issuers_new_keys_are_found_and_its_old_ones_forgotten()
    {
        var before = await issuer.Token();
        (await api.Get("/me", before)).MustBe(HttpStatusCode.OK);
        issuer.Rotate();
        var after = await issuer.Token();
        await Patience.Until(async () => (await api.Get("/me", after)).Status is HttpStatusCode.OK, "a token of the new key");
        (await api.Get("/me", before)).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task An_invalid_token_is_refused_and_not_logged()
    {
        var good = issuer.Forge(issuer.Signing);
        (await api.Get("/me", good)).MustBe(HttpStatusCode.OK); // each token below differs from this one in one fault
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var publicKey = issuer.Key.Rsa.ExportSubjectPublicKeyInfo();
        var known = issuer.Key.KeyId;
        Dictionary<string, string> wrong = new()
        {
            ["expired"] = issuer.Forge(issuer.Signing, token => (token.NotBefore, token.Expires) = (now.AddHours(-2), now.AddMinutes(-5))),
            ["not yet valid"] = issuer.Forge(issuer.Signing, token => token.NotBefore = now.AddMinutes(5)),
            ["without an end"] = issuer.Forge(issuer.Signing, token => token.Expires = null),
            ["for another audience"] = await issuer.Token(audience: "others"),
            ["without an audience"] = issuer.Forge(issuer.Signing, token => token.Audience = null),
            ["of another issuer"] = issuer.Forge(issuer.Signing, token => token.Issuer = "http://issuer.example/"),
            ["unsigned"] = issuer.Forge(null),
            ["alg none"] = Unsigned(good, "none"),
            ["alg None"] = Unsigned(good, "None"),
            ["signature cut off"] = good[..(good.LastIndexOf('.') + 1)],
            ["signed with the public key"] =
                issuer.Forge(new SigningCredentials(new SymmetricSecurityKey(publicKey) { KeyId = known }, SecurityAlgorithms.HmacSha256)),
            ["signed with the public key as text"] = issuer.Forge(new SigningCredentials(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = known },
                SecurityAlgorithms.HmacSha256)),
            ["of a key that is not the issuer's"] = issuer.Forge(new SigningCredentials(TestIssuer.NewKey(), SecurityAlgorithms.RsaSha256)),
            ["of a key that calls itself the issuer's"] =
                issuer.Forge(new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = known }, SecurityAlgorithms.RsaSha256)),
            ["a key id that points elsewhere"] = issuer.Forge(new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "http://attacker.example/keys" }, SecurityAlgorithms.RsaSha256)),
            ["changed"] = Changed(good),
            ["no token"] = "a.b.c",
            ["long"] = issuer.Forge(issuer.Signing, token => token.Claims["more"] = new string('x', 20_000)),
        };
        foreach (var (what, token) in wrong)
        {
            var answer = await api.Get("/me", token);
            Assert.True(answer is { Status: HttpStatusCode.Unauthorized, Problem: "unauthorized" }, $"{what}: {answer}");
            Assert.Equal("Bearer error=\"invalid_token\"", answer.Challenge);
            var secret = token[(token.LastIndexOf('.') + 1)..];
            if (secret.Length > 20) Assert.DoesNotContain(api.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_token_of_a_megabyte_is_refused()
    {
        var answer = await api.Get("/me", new string('x', 1024 * 1024)); // over a real connection the server itself says 431
        answer.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task While_the_issuer_is_unavailable_no_token_is_called_invalid()
    {
        await using var alone = await ApiHost.Start(("Realtime:Access:Jwt:Authority", "http://127.0.0.1:1/"),
            ("Realtime:Access:Jwt:Audience", TestIssuer.Audience));
        (await alone.Get("/me", issuer.Forge(issuer.Signing))).MustBeRefused(HttpStatusCode.ServiceUnavailable, "issuer-unavailable");
        (await alone.Get("/me")).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    static string Unsigned(string token, string algorithm) =>
        $"{Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    /// <summary>Another tenant, under the same signature.</summary>
    static string Changed(string token)
    {
        var parts = token.Split('.');
        parts[1] = Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("acme", "evil", StringComparison.Ordinal));
        return string.Join('.', parts);
    }
}
