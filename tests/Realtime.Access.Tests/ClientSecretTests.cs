using System.Net;
using System.Text;
using System.Text.Json;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests;

/// <summary>The making, the checking and the end of client secrets.</summary>
public sealed class ClientSecretTests : IAsyncLifetime
{
    const string Path = "/v1/realtime/client_secrets";
    const string Refusal = "The credential is unknown, expired or revoked: use another.";

    readonly TestKey acme = TestKey.Of("acme", "app");
    readonly TestKey globex = TestKey.Of("globex", "app");
    readonly TestKey starter = TestKey.Of("acme", "sessions:start", "sessions:drive");
    string file = null!;
    ApiHost api = null!;

    public async Task InitializeAsync() => api = await ApiHost.Start(("Realtime:Access:KeysFile", file = TestKey.File(acme, globex, starter)));

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task A_token_is_short_and_random_however_much_its_maker_put_in()
    {
        var instructions = string.Concat(Enumerable.Repeat("Never tell anybody. ", 1_500));
        var made = await Make(new { session = new { type = "realtime", instructions } });
        var token = Token(made);
        Assert.StartsWith("ek_", token, StringComparison.Ordinal);
        Assert.Equal(67, token.Length);
        Assert.Equal(token.Length, Token(await Make(new { })).Length);
        Assert.Equal(instructions, made.GetProperty("session").GetProperty("instructions").GetString());
        Assert.Equal(10, made.GetProperty("expires_at").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_has_ended_gets_no_secret()
    {
        (await api.Post(Path, new { session = new { type = "realtime", model = "gpt-4o-realtime-preview" } }, acme.Key))
            .MustBeRefused(HttpStatusCode.BadRequest, "model-ended");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_by_their_path()
    {
        byte[] body = [.. "{\"session\":{\"type\":\"realtime\",\"instructions\":\""u8, 0xFF, 0xFE, .. "\"}}"u8];
        var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        var refused = await api.Send(HttpMethod.Post, Path, acme.Key, content);
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty("session", out _), refused.Body);
    }

    [Fact]
    public async Task The_database_has_neither_the_token_nor_what_was_put_in()
    {
        var token = Token(await Make(new { session = new { type = "realtime", instructions = "the launch code" } }));
        await api.Execute(
            $"""
             do $$ begin
             if exists (select 1 from realtime.client_secret s where s::text like '%{token}%' or s::text like '%launch code%') then
                 raise exception 'it is there';
             end if; end $$
             """);
    }

    [Theory]
    [InlineData("""{"sesion":{"type":"realtime"}}""", "sesion")]
    [InlineData("""{"instructions":"flat"}""", "instructions")]
    [InlineData("""{"model":"flat","type":"realtime"}""", "model")]
    [InlineData("""{"session":{"type":"realtime","voice":"marin"}}""", null)] // passes through, and is named
    [InlineData("""{"session":{"type":"realtime","max_output_tokens":0}}""", "session.max_output_tokens")]
    [InlineData("""{"session":{"instructions":"no type"}}""", "session.type")]
    [InlineData("""{"session":null}""", "session")]
    [InlineData("""{"session":[]}""", "session")]
    [InlineData("""{"expires_after":{"anchor":"now"}}""", "expires_after.anchor")]
    [InlineData("""{"expires_after":{"seconds":9}}""", "expires_after.seconds")]
    [InlineData("""{"expires_after":{"seconds":7201}}""", "expires_after.seconds")]
    [InlineData("""{"expires_after":{"second":60}}""", "expires_after.second")]
    [InlineData("""{"expires_after":600}""", "expires_after")]
    [InlineData("""{"role":"owner"}""", "role")]
    [InlineData("""{"role":"listener"}""", "conversation")]
    [InlineData("""{"role":"listener","conversation":"c","session":{"type":"realtime"}}""", "session")]
    [InlineData("""{"conversation":"a b"}""", "conversation")]
    [InlineData("""{"sessionId":"019392d2-7e75-7a4b-b3f5-8a1f6c0e1d2a"}""", "conversation")]
    [InlineData("""{"mayChange":["everything"]}""", "mayChange")]
    [InlineData("""{"client":"two words"}""", "client")]
    [InlineData("""{"maxSeconds":0}""", "maxSeconds")]
    [InlineData("""{"singleUse":"yes"}""", "singleUse")]
    [InlineData("""{"singleUse":true,"singleUse":false}""", "singleUse")]
    public async Task A_body_that_is_not_understood_whole_is_refused_by_name(string body, string? field)
    {
        var answer = await Post(new StringContent(body, Encoding.UTF8, "application/json"));
        if (field is null)
        {
            Assert.Equal("session.voice", Assert.Single(answer.MustBe(HttpStatusCode.OK).Json.GetProperty("unknownFields").EnumerateArray()).GetString());
            return;
        }

        answer.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.Equal(field, Assert.Single(answer.Json.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_body_without_its_media_type_is_refused()
    {
        foreach (var body in new[] { "{}", """{"session":{"type":"realtime"}}""" })
        {
            var bytes = new ByteArrayContent(Encoding.UTF8.GetBytes(body)); // no content type
            (await Post(bytes)).MustBeRefused(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
            (await Post(new StringContent(body, Encoding.UTF8, "text/plain")))
                .MustBeRefused(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        }

        var none = await Post(null);
        none.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.DoesNotContain("inferred", none.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_for_a_conversation_needs_the_scope_to_read()
    {
        var refused = await api.Post(Path, new { conversation = "c" }, starter.Key);
        refused.MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope");
        Assert.Equal("sessions:read", refused.Json.GetProperty("scope").GetString());
        (await api.Post(Path, new { }, starter.Key)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_tenant_lists_and_revokes_its_own_only()
    {
        var made = await Make(new { conversation = "talk", role = "listener", client = "alice" });
        var id = made.GetProperty("id").GetString()!;
        var listed = (await api.Get(Path, acme.Key)).MustBe(HttpStatusCode.OK);
        var view = Assert.Single(listed.Json.GetProperty("secrets").EnumerateArray(), secret => secret.GetProperty("id").GetString() == id);
        Assert.Equal(("listener", "talk", "alice"), (view.GetProperty("role").GetString(), view.GetProperty("conversation").GetString(),
            view.GetProperty("client").GetString()));
        Assert.DoesNotContain(Token(made), listed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await api.Get(Path, globex.Key)).Body, StringComparison.Ordinal);
        (await api.Send(HttpMethod.Delete, $"{Path}/{id}", globex.Key)).MustBeRefused(HttpStatusCode.NotFound, "unknown-client-secret");
        (await Live(Token(made))).MustBeRefused(HttpStatusCode.Forbidden, "insufficient-scope"); // it is known, and a listener starts nothing

        (await api.Send(HttpMethod.Delete, $"{Path}/{id}", acme.Key)).MustBe(HttpStatusCode.NoContent);
        (await api.Send(HttpMethod.Delete, $"{Path}/{id}", acme.Key)).MustBe(HttpStatusCode.NoContent);
        MustBeRefused(await Live(Token(made)));
        Assert.DoesNotContain(id, (await api.Get(Path, acme.Key)).Body, StringComparison.Ordinal);
        (await api.Send(HttpMethod.Delete, $"{Path}/nonsense", acme.Key)).MustBeRefused(HttpStatusCode.NotFound, "unknown-client-secret");
    }

    [Fact]
    public async Task Every_node_refuses_a_revoked_secret_also_without_a_notification()
    {
        await using var other = await api.Another(("Realtime:Access:KeysFile", file));
        foreach (var notified in new[] { true, false })
        {
            var made = await Make(new { });
            MustBeLetIn(await Live(Token(made), other));
            if (notified) (await api.Send(HttpMethod.Delete, $"{Path}/{made.GetProperty("id").GetString()}", acme.Key)).MustBe(HttpStatusCode.NoContent);
            else
                await api.Execute(
                    $"""
                     update realtime.client_secret set revoked_at = now() where id = '{made.GetProperty("id").GetString()}';
                     update realtime.client_secret_changes set count = count + 1
                     """);
            await Patience.Until(async () => (await Live(Token(made), other)).Status is HttpStatusCode.Unauthorized, "the refusal by the other node");
        }
    }

    [Fact]
    public async Task A_secret_ends_with_the_key_that_made_it()
    {
        var made = await Make(new { });
        MustBeLetIn(await Live(Token(made)));
        TestKey.Write(file, [globex, starter]);
        await Patience.Until(async () => (await Live(Token(made))).Status is HttpStatusCode.Unauthorized, "the refusal of the secret of a removed key");
    }

    [Fact]
    public async Task A_secret_expires_in_development_too()
    {
        await using var open = await ApiHost.Start();
        var made = (await open.Post(Path, new { expires_after = new { seconds = 10 } })).MustBe(HttpStatusCode.OK).Json;
        var expired = (await open.Post(Path, new { })).MustBe(HttpStatusCode.OK).Json;
        await open.Execute($"update realtime.client_secret set expires_at = now() - interval '1 second' where id = '{expired.GetProperty("id").GetString()}'");
        MustBeLetIn(await Live(Token(made), open));
        MustBeRefused(await Live(Token(expired), open));
        await Patience.Until(async () => (await Live(Token(made), open)).Status is HttpStatusCode.Unauthorized, "the expiry");
    }

    [Fact]
    public async Task What_an_expired_secret_contained_is_swept_and_later_its_row()
    {
        var made = await Make(new { session = new { type = "realtime", instructions = "x" } });
        var rows = api.Service<EventLog.Access.ClientSecretRows>();
        var id = made.GetProperty("id").GetString()!;
        await api.Execute($"update realtime.client_secret set expires_at = now() - interval '1 hour' where id = '{id}'");
        await rows.Sweep(default);
        Assert.Equal("", (await rows.Find(id, default))!.Terms);
        MustBeRefused(await Live(Token(made)));
        await api.Execute($"update realtime.client_secret set expires_at = now() - interval '25 hours' where id = '{id}'");
        await rows.Sweep(default);
        Assert.Null(await rows.Find(id, default));
    }

    [Fact]
    public async Task Thousands_of_wrong_tries_ask_the_database_nothing_and_get_the_same_words()
    {
        var revoked = await Make(new { });
        (await api.Send(HttpMethod.Delete, $"{Path}/{revoked.GetProperty("id").GetString()}", acme.Key)).MustBe(HttpStatusCode.NoContent);
        var good = Token(await Make(new { }));
        MustBeRefused(await Live(Token(revoked))); // read once
        await api.Execute("alter table realtime.client_secret rename to hidden"); // any further read would fail
        try
        {
            var wrong = Enumerable.Range(0, 3_000).Select(n => n % 3 == 0 ? Token(revoked) : n % 3 == 1 ? Changed(good, n % good.Length) : $"ek_{n}");
            await Parallel.ForEachAsync(wrong, async (token, _) => MustBeRefused(await Live(token)));
        }
        finally
        {
            await api.Execute("alter table realtime.hidden rename to client_secret");
        }

        MustBeLetIn(await Live(good));
    }

    [Fact]
    public async Task A_forged_long_or_odd_token_is_refused()
    {
        foreach (var token in new[] { "ek_", "ek_" + new string('A', 64), "ek_" + new string('A', 1_000_000), "ek_" + new string('=', 64), "ek_a.b.c" })
            MustBeRefused(await Live(token));
    }

    [Fact]
    public async Task What_is_encrypted_decrypts_in_its_own_context_only_and_equal_texts_are_equal()
    {
        var encryption = api.Service<EventLog.Access.Encryption>();
        var encrypted = await encryption.Encrypt("a", "text", default);
        Assert.Equal(encrypted, await encryption.Encrypt("a", "text", default));
        Assert.NotEqual(encrypted, await encryption.Encrypt("b", "text", default));
        Assert.Equal("text", await encryption.Decrypt("a", encrypted, default));
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(
            async () => await encryption.Decrypt("b", encrypted, default));
        Assert.DoesNotContain("dGV4", encrypted, StringComparison.Ordinal);
    }

    static string Changed(string token, int at)
    {
        at = Math.Max(at, 3);
        return token[..at] + (token[at] == 'x' ? 'y' : 'x') + token[(at + 1)..];
    }

    static string Token(JsonElement made) => made.GetProperty("value").GetString()!;

    /// <summary>A request without a handshake: with a valid secret it gets as far as the start, for which there is no worker here.</summary>
    Task<Answer> Live(string token, ApiHost? at = null) => (at ?? api).Get("/v1/realtime?model=m", token);

    static void MustBeLetIn(Answer answer) => answer.MustBeRefused(HttpStatusCode.ServiceUnavailable, "at-capacity");

    static void MustBeRefused(Answer answer)
    {
        answer.MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal(Refusal, answer.Json.GetProperty("detail").GetString());
    }

    Task<Answer> Post(HttpContent? body) => api.Send(HttpMethod.Post, Path, acme.Key, body);

    async Task<JsonElement> Make(object request) => (await Post(System.Net.Http.Json.JsonContent.Create(request))).MustBe(HttpStatusCode.OK).Json;
}
