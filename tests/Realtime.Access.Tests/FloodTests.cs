using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Realtime.Access.Tests.Issuer;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests;

/// <summary>Thousands of wrong credentials, beside those of KeyTests: none is logged, and none costs a round trip of its own.</summary>
public sealed class FloodTests
{
    const int Tries = 3_000;

    [Fact]
    public async Task Forged_client_secrets_cause_no_queries_and_are_not_logged()
    {
        var key = TestKey.Of("acme", "app");
        await using var api = await ApiHost.Start(("Realtime:Access:KeysFile", TestKey.File(key)));
        var real = (await api.Post("/v1/realtime/client_secrets", new { session = new { type = "realtime", model = "gpt-realtime" } }, key.Key))
            .MustBe(HttpStatusCode.OK).Json.GetProperty("value").GetString()!;
        await Flood(api, "/v1/realtime", n => (n % 3) switch
        {
            0 => $"ek_garbage{n}",
            1 => real[..^8] + $"{n:d8}",
            _ => $"ek_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('/', '_').Replace('+', '-')}",
        });
        (await api.Get("/me", key.Key)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tokens_of_thousands_of_unknown_keys_ask_the_issuer_at_most_as_often_as_the_settings_say()
    {
        await using var issuer = await TestIssuer.Start();
        await using var api = await ApiHost.Start(("Realtime:Access:Jwt:Authority", issuer.Address),
            ("Realtime:Access:Jwt:Audience", TestIssuer.Audience), ("Realtime:Access:Jwt:KeyRefreshSeconds", "300"));
        var good = issuer.Forge(issuer.Signing);
        (await api.Get("/me", good)).MustBe(HttpStatusCode.OK);
        using var rsa = RSA.Create(2048);
        var before = issuer.Requests;
        await Flood(api, "/me", n => issuer.Forge(
            new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = $"foreign-{n}" }, SecurityAlgorithms.RsaSha256)));
        Assert.InRange(issuer.Requests - before, 0, 4); // one read of two documents, and one more on a slow machine
        (await api.Get("/me", good)).MustBe(HttpStatusCode.OK);
    }

    static async Task Flood(ApiHost api, string path, Func<int, string> wrong)
    {
        var lines = api.Log.Lines.Count;
        using var statements = new Statements();
        await Parallel.ForAsync(0, Tries, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            var credential = wrong(n);
            var answer = await api.Get(path, credential);
            answer.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.DoesNotContain(credential, answer.Body, StringComparison.Ordinal);
        });
        Assert.True(statements.Count < Tries / 10, $"{statements.Count} statements for {Tries} wrong credentials");
        Assert.DoesNotContain(api.Log.Lines.Skip(lines), line => line.StartsWith("Warning", StringComparison.Ordinal)
            || line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("foreign-", StringComparison.Ordinal)
            || line.Contains("ek_garbage", StringComparison.Ordinal));
    }
}
