using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Api.Limits;

/// <summary>The quotas of every tenant and key.</summary>
sealed class QuotaBook(IOptions<QuotaOptions> options)
{
    readonly FrozenDictionary<string, NamedQuotas> tenants = options.Value.Tenants.ToFrozenDictionary(each => each.Name);
    readonly FrozenDictionary<string, NamedQuotas> keys = options.Value.Keys.ToFrozenDictionary(each => each.Name);

    /// <summary>Null if there is no such limit.</summary>
    /// <param name="key">The id of the caller's key; null for callers without one.</param>
    public OwnedQuota? Find(Quota quota, QuotaOwner owner, Tenant tenant, string? key) => owner is QuotaOwner.Tenant
        ? Find(quota, owner, tenant.ToString(), options.Value.Tenant, tenants)
        : key is null ? null : Find(quota, owner, key, options.Value.Key, keys);

    /// <summary>The tenant's name if the settings name it, so that metrics have no more labels than the settings have tenants.</summary>
    public string Label(Tenant tenant) => tenant.ToString() is var name && tenants.ContainsKey(name) ? name : "other";

    static OwnedQuota? Find(Quota quota, QuotaOwner owner, string name, QuotaSettings all, FrozenDictionary<string, NamedQuotas> named) =>
        ((named.TryGetValue(name, out var own) ? quota.Of(own) : null) ?? quota.Of(all)) is { } most
            ? new OwnedQuota(quota, owner, name, most)
            : null;
}
