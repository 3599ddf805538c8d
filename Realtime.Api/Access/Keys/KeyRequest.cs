using System.Security.Claims;
using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Access.Keys;

/// <summary>
/// A request for a key: scopes, or a role that stands for scopes. Only an operator of the deployment may name another tenant.
/// </summary>
sealed record KeyRequest(string? Name = null, IReadOnlyList<string>? Scopes = null, string? Role = null, bool Test = false,
    string? Tenant = null, DateTimeOffset? ExpiresAt = null)
{
    const int MaximumName = 128;

    public static bool IsKnown(string name) => Access.Scopes.All.Contains(name) || Access.Scopes.Roles.ContainsKey(name);

    /// <exception cref="InvalidOptionsException">The request is invalid, or this caller may not make such a key.</exception>
    public NewKey Check(ClaimsPrincipal caller, DateTimeOffset now)
    {
        var owner = caller.Tenant.Name;
        if (Tenant is not null && Tenant != owner && !caller.IsOperator)
            throw new InvalidOptionsException("tenant", "tenant must be left out: it is that of your credential.");
        return Check(Tenant ?? owner, now);
    }

    public NewKey Check(string tenant, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>();
        if (!Realtime.Sessions.Tenant.IsValid(tenant)) errors["tenant"] = [$"tenant must be {Realtime.Sessions.Tenant.Rule}"];
        if (Name is not { Length: >= 1 and <= MaximumName } || Name.Any(char.IsControl))
            errors["name"] = [$"name must have 1 to {MaximumName} characters: it tells people what the key is for."];
        if (Role is not null && !Access.Scopes.Roles.ContainsKey(Role))
            errors["role"] = [$"role must be one of {string.Join(", ", Access.Scopes.Roles.Keys)}."];
        if (Role is not null && Scopes is not null)
            errors["role"] = ["role and scopes exclude each other: name the role, or list the scopes."];
        if (Scopes?.FirstOrDefault(scope => !Access.Scopes.All.Contains(scope)) is { } unknown)
            errors["scopes"] = [$"{unknown} is not a scope: use some of {string.Join(", ", Access.Scopes.All)}."];
        var scopes = Access.Scopes.Of([.. Scopes ?? [], .. Role is null ? (string[])[] : [Role]]);
        if (scopes.Count == 0 && !errors.ContainsKey("role")) errors.TryAdd("scopes", ["scopes or role must say what the key may do."]);
        if (Test && scopes.Contains(Access.Scopes.Operate))
            errors.TryAdd("scopes", [$"A test key cannot operate: leave {Access.Scopes.Operate} out."]);
        if (ExpiresAt <= now) errors["expiresAt"] = ["expiresAt must be in the future."];
        if (errors.Count > 0) throw new InvalidOptionsException(errors);
        return new NewKey(KeyText.Make(Test), new Tenant(tenant, Test), Name!, scopes, ExpiresAt);
    }
}

/// <summary>A new key: the only place that holds all of it.</summary>
sealed record NewKey(string Key, Tenant Tenant, string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
{
    public EventLog.Access.KeyRow Row(string by, DateTimeOffset now) =>
        new(KeyText.IdOf(Key)!, KeyText.HashOf(Key), Tenant, Name, Scopes, now, by, ExpiresAt);
}
