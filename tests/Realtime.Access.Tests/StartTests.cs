using System.Net;
using Microsoft.Extensions.Options;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Servers;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests;

/// <summary>The settings that an API needs to start, and its access without them.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_of_development_an_API_without_any_credential_does_not_start_and_names_the_settings(string environment)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.Start(environment, []));
        Assert.All((string[])["Realtime:Access:ApiKeys", "Realtime:Access:KeysFile", "Realtime:Access:Jwt:Authority",
            "Realtime:Access:SignIn:Authority", environment],
            said => Assert.Contains(said, refused.Message, StringComparison.Ordinal));
        await using var closed = await ApiHost.Start(environment, [("Realtime:Access:ApiKeys", "true")]);
        (await closed.Get("/sessions")).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("Realtime:ApiKey", "some-key-of-the-version-before")]
    [InlineData("Realtime:ApiKey", "")]
    [InlineData("Realtime:Audit:Key", "some-key-of-the-version-before")]
    [InlineData("Realtime:Access:KeysFile", "")]
    [InlineData("Realtime:Access:KeysFile", "/nowhere/keys.json")]
    [InlineData("Realtime:Access:OperatorTenant", "a/b")]
    [InlineData("Realtime:Access:Jwt:Authority", "http://issuer.example")]
    [InlineData("Realtime:Access:Jwt:Authority", "issuer")]
    [InlineData("Realtime:Access:SignIn:Authority", "")]
    [InlineData("Realtime:Access:Claims:Tenant", "a b")]
    [InlineData("Realtime:ConversationNames", "(?=x)")]
    [InlineData("Realtime:ConversationNames", "[")]
    public async Task An_invalid_setting_stops_the_start_with_its_name(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.Start((name, value)));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"key": "", "tenant": "acme", "role": "app"}]""")]
    [InlineData("""[{"key": "rt_live_short", "tenant": "acme", "role": "app"}]""")]
    [InlineData("""[{"id": "rt_live_0123456789abcdef", "sha256": "", "tenant": "acme", "role": "app"}]""")]
    [InlineData("""[{"id": "rt_live_0123456789abcdef", "sha256": "0123", "tenant": "acme", "role": "app"}]""")]
    [InlineData("""[{"id": "rt_live_0123456789abcdef", "tenant": "acme", "role": "app"}]""")]
    [InlineData("""[{"tenant": "acme"}]""")]
    [InlineData("""[{"key": "rt_live_0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "tenant": "a/b", "role": "app"}]""")]
    [InlineData("""[{"key": "rt_live_0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "tenant": "acme"}]""")]
    [InlineData("""[{"key": "rt_live_0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "tenant": "acme", "scopes": ["sessions:raed"]}]""")]
    [InlineData("""[{"key": "rt_live_0123456789abcdef_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "tenant": "acme", "scope": ["sessions:read"]}]""")]
    [InlineData("nothing")]
    public async Task A_file_with_an_invalid_key_stops_the_start_and_shows_no_key(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, file);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => ApiHost.Start(("Realtime:Access:KeysFile", path)));
        Assert.Contains("Realtime:Access:KeysFile", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef0123456789abcdef", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_development_with_nothing_configured_it_is_open_to_its_own_machine_alone_and_says_so()
    {
        await using var open = await ApiHost.Start();
        var me = (await open.Get("/me")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(("default", Api.Access.Scopes.All.Count, true),
            (me.GetProperty("tenant").GetString(), me.GetProperty("scopes").GetArrayLength(), me.GetProperty("operator").GetBoolean()));
        Assert.Contains(open.Log.Lines, line => line.Contains("Access is open", StringComparison.Ordinal));
        (await open.Get("/me", "whatever a client sends")).MustBe(HttpStatusCode.OK);

        foreach (var (header, value) in new[] { ("Host", "attacker.example"), ("X-Forwarded-For", "203.0.113.7"),
            ("Forwarded", "for=203.0.113.7") })
            (await open.Send(HttpMethod.Get, "/sessions", more: request => request.Headers.TryAddWithoutValidation(header, value)))
                .MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task In_development_too_a_configured_scheme_closes_access()
    {
        await using var closed = await ApiHost.Start(("Realtime:Access:KeysFile", TestKey.File(TestKey.Of("acme", "app"))));
        (await closed.Get("/sessions")).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.DoesNotContain(closed.Log.Lines, line => line.Contains("Access is open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_key_is_made_on_the_command_line_before_any_service_has_started()
    {
        var database = await SharedServers.NewDatabase();
        var key = await KeysCommand(database, "create", "--name", "first", "--role", "operator");
        Assert.Matches("^rt_live_[0-9a-f]{16}_[0-9a-f]{64}$", key);
        await using var api = await ApiHost.Start("Production", [("Realtime:Access:ApiKeys", "true")], database);
        var me = (await api.Get("/me", key)).MustBe(HttpStatusCode.OK).Json;
        Assert.True(me.GetProperty("operator").GetBoolean());
        Assert.Equal(key[..24], me.GetProperty("keyId").GetString());
        var second = await KeysCommand(database, "create", "--name", "app", "--tenant", "acme", "--scopes", "sessions:read", "--test",
            "true", "--days", "1");
        me = (await api.Get("/me", second)).MustBe(HttpStatusCode.OK).Json; // made without the API
        Assert.Equal(("acme", true), (me.GetProperty("tenant").GetString(), me.GetProperty("test").GetBoolean()));
    }

    /// <summary>The last line of its output.</summary>
    static async Task<string> KeysCommand(string database, params string[] arguments)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet",
            [ServiceAssemblies.PathOf("Realtime.Api"), "keys", .. arguments]) { RedirectStandardOutput = true,
            RedirectStandardError = true };
        start.Environment["ConnectionStrings__realtime"] = database;
        using var process = System.Diagnostics.Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience.Time);
        await process.WaitForExitAsync().WaitAsync(Patience.Time);
        Assert.True(process.ExitCode == 0, said + await process.StandardError.ReadToEndAsync());
        return said.TrimEnd().Split('\n')[^1].Trim();
    }
}
