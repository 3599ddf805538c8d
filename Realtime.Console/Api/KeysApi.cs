namespace Realtime.Console.Api;

/// <summary>An API key as lists show it.</summary>
/// <param name="Key">The whole key; only the answer to its creation has it.</param>
public sealed record KeyRow(string Id, string Tenant, bool Test, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt,
    string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt, string? RevokedBy, string? Key);

public sealed record KeyList(IReadOnlyList<KeyRow> Keys);

/// <summary>A key to be made, as its maker wrote it: the API judges the values.</summary>
public sealed record NewKey(string? Name, string? Role, bool Test, string? Tenant, string? ExpiresAt);

/// <summary>The API's calls about keys.</summary>
sealed class KeysApi(ApiCalls api)
{
    public async Task<IReadOnlyList<KeyRow>> List(string? tenant, CancellationToken ct) =>
        (await api.Get<KeyList>("keys".With(("tenant", tenant)), ct)).Keys;

    public Task<KeyRow> Create(NewKey key, CancellationToken ct) => api.Post<KeyRow>("keys", key, ct);
}
