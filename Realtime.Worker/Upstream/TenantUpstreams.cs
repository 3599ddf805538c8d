using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>The provider of one tenant's sessions.</summary>
public sealed class TenantUpstreamOptions
{
    public string Name { get; set; } = "";

    /// <summary>As <see cref="UpstreamOptions.BaseUrl"/>; not set: the deployment's.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Whose addresses and headers are used; not set: as for the deployment.</summary>
    public UpstreamProvider? Provider { get; set; }

    /// <summary>Where the tenant's key is: a reference, never the key.</summary>
    public string ApiKeyFrom { get; set; } = "";
}

/// <summary>
/// Selects the provider and the key of a session by its tenant: the tenant's own where the settings name one, else the deployment's.
/// Sessions of test keys reach only the simulator, without any key.
/// </summary>
sealed partial class TenantUpstreams(IOptions<UpstreamOptions> options, IConfiguration settings, ILogger<TenantUpstreams> logger)
{
    readonly FrozenDictionary<string, TenantUpstreamOptions> tenants = options.Value.Tenants.ToFrozenDictionary(each => each.Name);

    /// <exception cref="UpstreamException">The tenant's sessions cannot reach a provider now.</exception>
    public UpstreamOptions Of(Tenant tenant)
    {
        var deployment = options.Value;
        if (tenant.IsTest)
            return deployment.ForTests() ?? throw new UpstreamException(new SessionError("no_test_upstream",
                "Sessions of test keys need a simulator: Realtime:Upstream:TestBaseUrl names it.", ErrorOrigin.Worker, Retryable: false));
        if (!tenants.TryGetValue(tenant.Name, out var own)) return deployment;
        try
        {
            return deployment.ForTenant(own, SecretReference.Read(own.ApiKeyFrom, settings));
        }
        catch (FormatException e)
        {
            LogNoKey(tenant.Name, e.Message);
            throw new UpstreamException(new SessionError("no_tenant_key",
                "The provider's key of this tenant cannot be read: the worker's log says why.", ErrorOrigin.Worker, Retryable: true));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The key of tenant {Tenant} for its provider cannot be read; its sessions fail to start. Realtime:Upstream:Tenants {Reason}")]
    partial void LogNoKey(string tenant, string reason);
}

/// <summary>Checks at the start that every tenant's provider has a name, an address and a key that can be read.</summary>
sealed class TenantUpstreamValidation(IConfiguration settings) : IValidateOptions<UpstreamOptions>
{
    const string Section = $"{UpstreamOptions.Section}:Tenants";

    public ValidateOptionsResult Validate(string? name, UpstreamOptions options)
    {
        List<string> wrong =
        [
            .. options.Tenants.SelectMany((each, at) => Wrong(each, $"{Section}:{at}", options)),
            .. options.Tenants.CountBy(each => each.Name).Where(entry => entry.Value > 1).Select(entry => $"{Section} has {entry.Key} twice."),
        ];
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }

    IEnumerable<string> Wrong(TenantUpstreamOptions tenant, string place, UpstreamOptions options)
    {
        if (!Tenant.IsValid(tenant.Name)) yield return $"{place}:Name must be {Tenant.Rule}";
        if (tenant.BaseUrl is { } address && Dialects.Find(options.Dialect)?.Problem(address) is { } problem)
            yield return $"{place}:BaseUrl {problem}";
        if (Problem(tenant.ApiKeyFrom) is { } unread) yield return $"{place}:ApiKeyFrom {unread}";
    }

    string? Problem(string reference)
    {
        try
        {
            SecretReference.Read(reference, settings);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
