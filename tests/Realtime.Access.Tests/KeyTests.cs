using System.Net;
using System.Text.Json;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests;

/// <summary>API keys in the database.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    readonly TestKey deployment = TestKey.Of("default", "operator");
    ApiHost api = null!;
    string file = "";

    public async Task InitializeAsync() =>
        api = await ApiHost.Start(("Realtime:Access:ApiKeys", "true"), ("Realtime:Access:KeysFile", file = TestKey.File(deployment)));

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task A_key_is_shown_once_and_stored_as_a_hash()
    {
        var made = await Make(new { name = "shop", role = "app", tenant = "acme" });
        var key = made.GetProperty("key").GetString()!;
        Assert.Matches("^rt_live_[0-9a-f]{16}_[0-9a-f]{64}$", key);
        Assert.Equal("acme", (await api.Get("/me", key)).MustBe(HttpStatusCode.OK).Json.GetProperty("tenant").GetString());

        var listed = (await api.Get("/keys", deployment.Key)).MustBe(HttpStatusCode.OK);
        var shop = listed.Json.GetProperty("keys").EnumerateArray().Single(each => each.GetProperty("id").GetString() == key[..24]);
        Assert.Equal(("shop", JsonValueKind.Null), (shop.GetProperty("name").GetString(), shop.GetProperty("key").ValueKind));
        Assert.DoesNotContain(key[25..], listed.Body, StringComparison.Ordinal);
        await using var stored = api.Service<Npgsql.NpgsqlDataSource>()
            .CreateCommand("select string_agg(k::text, ' ') from realtime.api_key k");
        Assert.DoesNotContain(key[25..], (string)(await stored.ExecuteScalarAsync())!, StringComparison.Ordinal);
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(key[25..], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"role": "app"}""", "name")]
    [InlineData("""{"name": "x"}""", "scopes")]
    [InlineData("""{"name": "x", "role": "king"}""", "role")]
    [InlineData("""{"name": "x", "role": "app", "scopes": ["sessions:read"]}""", "role")]
    [InlineData("""{"name": "x", "scopes": ["sessions:raed"]}""", "scopes")]
    [InlineData("""{"name": "x", "role": "app", "tenant": "a/b"}""", "tenant")]
    [InlineData("""{"name": "x", "role": "app", "expiresAt": "2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"name": "x", "role": "operator", "test": true}""", "scopes")]
    [InlineData("""{"name": "x", "role": "app", "scope": "sessions:read"}""", "scope")]
    public async Task An_invalid_request_makes_no_key(string body, string field)
    {
        var answer = await api.Send(HttpMethod.Post, "/keys", deployment.Key,
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        answer.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(field, out _), answer.Body);
    }

    [Fact]
    public async Task An_operator_of_a_tenant_sees_makes_and_revokes_keys_of_that_tenant_only()
    {
        var acme = (await Make(new { name = "admin", role = "operator", tenant = "acme" })).GetProperty("key").GetString()!;
        var globex = (await Make(new { name = "admin", role = "operator", tenant = "globex" })).GetProperty("key").GetString()!;
        (await api.Post("/keys", new { name = "x", role = "app", tenant = "globex" }, acme))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await api.Send(HttpMethod.Delete, $"/keys/{globex[..24]}", acme)).MustBeRefused(HttpStatusCode.NotFound, "unknown-key");
        (await api.Get("/me", globex)).MustBe(HttpStatusCode.OK);

        var own = (await api.Post("/keys", new { name = "x", role = "app" }, acme)).MustBe(HttpStatusCode.Created).Json;
        Assert.Equal("acme", own.GetProperty("tenant").GetString());
        Assert.Equal("key:admin", own.GetProperty("createdBy").GetString());
        var listed = (await api.Get("/keys", acme)).MustBe(HttpStatusCode.OK).Json.GetProperty("keys").EnumerateArray().ToList();
        Assert.Equal(2, listed.Count);
        Assert.All(listed, key => Assert.Equal("acme", key.GetProperty("tenant").GetString()));
        (await api.Get("/keys?tenant=globex", acme)).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_revoked_key_is_refused_on_every_node_with_or_without_a_notification(bool isTold)
    {
        await using var other = await api.Another(("Realtime:Access:ApiKeys", "true"));
        var key = (await Make(new { name = "shop", role = "reader", tenant = "acme" })).GetProperty("key").GetString()!;
        (await other.Get("/sessions", key)).MustBe(HttpStatusCode.OK);
        if (isTold) (await api.Send(HttpMethod.Delete, $"/keys/{key[..24]}", deployment.Key)).MustBe(HttpStatusCode.OK);
        else
            await api.Execute(
                $"update realtime.api_key set revoked_at = now() where id = '{key[..24]}'; update "
                + "realtime.api_key_changes set count = count + 1");
        foreach (var node in new[] { api, other })
            await Patience.Until(async () => (await node.Get("/sessions", key)).Status is HttpStatusCode.Unauthorized,
                "the revoked key refused");
        if (isTold) Assert.NotEqual(JsonValueKind.Null, (await Listed(key)).GetProperty("revokedAt").ValueKind);
    }

    [Fact]
    public async Task A_key_that_another_node_has_just_made_is_valid_at_once()
    {
        await using var other = await api.Another(("Realtime:Access:ApiKeys", "true"));
        for (var n = 0; n < 20; n++)
        {
            var key = (await Make(new { name = $"n{n}", role = "reader", tenant = "acme" })).GetProperty("key").GetString()!;
            await Patience.Until(async () => (await other.Get("/sessions", key)).Status is HttpStatusCode.OK, "the new key known");
        }
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var key = (await Make(new { name = "brief", role = "reader", tenant = "acme",
            expiresAt = TimeProvider.System.GetUtcNow().AddSeconds(3) })).GetProperty("key").GetString()!;
        await Patience.Until(async () => (await api.Get("/sessions", key)).Status is HttpStatusCode.Unauthorized, "the key's end");
        Assert.Equal(JsonValueKind.Null, (await Listed(key)).GetProperty("revokedAt").ValueKind);
    }

    [Fact]
    public async Task Thousands_of_wrong_keys_cause_no_queries_and_are_not_logged()
    {
        var real = (await Make(new { name = "shop", role = "reader", tenant = "acme" })).GetProperty("key").GetString()!;
        var lines = api.Log.Lines.Count;
        using var statements = new Statements();
        const int tries = 3_000;
        await Parallel.ForAsync(0, tries, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            var wrong = n % 3 == 0 ? $"rt_live_{n:x16}_{new string('0', 64)}" : n % 3 == 1 ? $"{real[..24]}_{n:x64}" : $"garbage-{n}";
            (await api.Get("/sessions", wrong)).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        });
        Assert.True(statements.Count < tries / 10, $"{statements.Count} statements for {tries} wrong keys");
        Assert.DoesNotContain(api.Log.Lines.Skip(lines),
            line => line.Contains("garbage-", StringComparison.Ordinal) || line.Contains(new string('0', 64), StringComparison.Ordinal));
        (await api.Get("/sessions", real)).MustBe(HttpStatusCode.OK);
    }

    async Task<JsonElement> Make(object request) => (await api.Post("/keys", request, deployment.Key)).MustBe(HttpStatusCode.Created).Json;

    async Task<JsonElement> Listed(string key) =>
        (await api.Get("/keys", deployment.Key)).MustBe(HttpStatusCode.OK).Json.GetProperty("keys").EnumerateArray()
            .Single(each => each.GetProperty("id").GetString() == key[..24]);
}
