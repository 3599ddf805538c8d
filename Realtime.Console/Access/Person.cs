using Realtime.Console.Api;

namespace Realtime.Console.Access;

/// <summary>Who looks at the page, as the API knows them.</summary>
/// <param name="KeyId">The id of the API key; null for other credentials.</param>
public sealed record Caller(string Tenant, bool Test, string Subject, IReadOnlyList<string> Scopes, string? KeyId, bool Operator)
{
    /// <summary>The tenant as the API names it in lists; null for the tenant default.</summary>
    public string? Shown => new Realtime.Sessions.Tenant(Tenant, Test).Shown;

    public bool May(string scope) => Scopes.Contains(scope);
}

/// <summary>The caller of this request; null before the API has answered, or where it does not answer.</summary>
sealed class Person
{
    public Caller? Caller { get; private set; }

    public async Task Ask(ApiCalls api, CancellationToken ct) => Caller = await api.Get<Caller>("me", ct);
}
