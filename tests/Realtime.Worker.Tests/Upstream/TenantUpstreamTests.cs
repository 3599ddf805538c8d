using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Realtime.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Upstream;

/// <summary>Which provider and which key the sessions of a tenant use.</summary>
public sealed class TenantUpstreamTests : IDisposable
{
    readonly string file = Path.Combine(AppContext.BaseDirectory, $"{Guid.NewGuid():N}.key");
    readonly IConfiguration settings =
        new ConfigurationBuilder().AddInMemoryCollection([new("Acme:Key", "sk-of-setting"), new("Bad:Key", "two words")]).Build();

    public void Dispose() => File.Delete(file);

    UpstreamOptions Of(Tenant tenant, params TenantUpstreamOptions[] tenants)
    {
        var options = new UpstreamOptions
        {
            BaseUrl = "https://deployment.example/v1", ApiKey = "sk-deployment", TestBaseUrl = "http://simulator.example",
        };
        foreach (var each in tenants) options.Tenants.Add(each);
        return new TenantUpstreams(Options.Create(options), settings, NullLogger<TenantUpstreams>.Instance).Of(tenant);
    }

    [Fact]
    public void A_tenant_with_a_provider_of_its_own_uses_its_own_key_there_and_all_others_use_the_deployments()
    {
        TenantUpstreamOptions[] tenants =
        [
            new() { Name = "acme", BaseUrl = "https://acme.example/v1", ApiKeyFrom = "setting:Acme:Key" },
            new() { Name = "globex", ApiKeyFrom = "setting:Acme:Key" },
        ];
        Assert.Equal(("https://acme.example/v1", "sk-of-setting"), Where(Of(new Tenant("acme"), tenants)));
        Assert.Equal(("https://deployment.example/v1", "sk-of-setting"), Where(Of(new Tenant("globex"), tenants)));
        Assert.Equal(("https://deployment.example/v1", "sk-deployment"), Where(Of(new Tenant("initech"), tenants)));
        Assert.Equal(("https://deployment.example/v1", "sk-deployment"), Where(Of(Tenant.Default, tenants)));
    }

    [Fact]
    public void No_credential_of_the_deployment_goes_to_a_tenants_account()
    {
        var options = new UpstreamOptions
        {
            BaseUrl = "https://deployment.openai.azure.com", Provider = UpstreamProvider.Azure, Organization = "org-ours", Project = "ours",
            Tenants = { new TenantUpstreamOptions { Name = "acme", BaseUrl = "https://acme.example/v1", ApiKeyFrom = "setting:Acme:Key",
                Provider = UpstreamProvider.OpenAI } },
        };
        var own = new TenantUpstreams(Options.Create(options), settings, NullLogger<TenantUpstreams>.Instance).Of(new Tenant("acme"));
        Assert.Equal(("sk-of-setting", UpstreamProvider.OpenAI, null, null, false),
            (own.ApiKey, own.Provider, own.Organization, own.Project, own.UsesEntra));
    }

    [Fact]
    public void Test_keys_of_such_a_tenant_reach_the_simulator_without_a_key() => Assert.Equal(
        ("http://simulator.example", null), Where(Of(new Tenant("acme", isTest: true),
            new TenantUpstreamOptions { Name = "acme", BaseUrl = "https://acme.example/v1", ApiKeyFrom = "setting:Acme:Key" })));

    [Fact]
    public void A_key_in_a_file_counts_as_soon_as_it_changes_and_a_missing_one_never_falls_back_to_the_deployments()
    {
        var own = new TenantUpstreamOptions { Name = "acme", ApiKeyFrom = $"file:{file}" };
        File.WriteAllText(file, "sk-first\n");
        Assert.Equal("sk-first", Of(new Tenant("acme"), own).ApiKey);
        File.WriteAllText(file, "sk-second");
        Assert.Equal("sk-second", Of(new Tenant("acme"), own).ApiKey);
        File.Delete(file);
        var refused = Assert.Throws<UpstreamException>(() => Of(new Tenant("acme"), own));
        Assert.Equal("no_tenant_key", refused.Error.Code);
    }

    [Theory]
    [InlineData("acme", null, "", "Realtime:Upstream:Tenants:0:ApiKeyFrom must be file:PATH, env:VARIABLE or setting:NAME.")]
    [InlineData("acme", null, "sk-plain", "Realtime:Upstream:Tenants:0:ApiKeyFrom must be file:PATH, env:VARIABLE or setting:NAME.")]
    [InlineData("acme", null, "setting:Nobody", "Realtime:Upstream:Tenants:0:ApiKeyFrom names setting:Nobody, which is not there or is empty.")]
    [InlineData("acme", null, "env:REALTIME_NOBODY", "Realtime:Upstream:Tenants:0:ApiKeyFrom names env:REALTIME_NOBODY, which is not there or is empty.")]
    [InlineData("acme", null, "setting:Bad:Key", "Realtime:Upstream:Tenants:0:ApiKeyFrom names setting:Bad:Key, which must be printable characters without spaces.")]
    [InlineData("acme", "nowhere", "setting:Acme:Key", "Realtime:Upstream:Tenants:0:BaseUrl is not an absolute address.")]
    [InlineData("a/b", null, "setting:Acme:Key", "Realtime:Upstream:Tenants:0:Name must be ")]
    public void What_cannot_be_is_refused_at_the_start_and_shows_no_key(string name, string? baseUrl, string reference, string problem)
    {
        var options = new UpstreamOptions { BaseUrl = "https://deployment.example/v1" };
        options.Tenants.Add(new TenantUpstreamOptions { Name = name, BaseUrl = baseUrl, ApiKeyFrom = reference });
        var refused = Assert.Single(new TenantUpstreamValidation(settings).Validate(null, options).Failures!);
        Assert.StartsWith(problem, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("two words", refused, StringComparison.Ordinal);
    }

    static (string, string?) Where(UpstreamOptions options) => (options.BaseUrl, options.ApiKey);
}
