using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Realtime.Api.Access;
using Realtime.Api.Problems;

namespace Realtime.Api.Live;

/// <summary>The request as OpenAI's clients send it; other fields are ignored.</summary>
sealed record ClientSecretRequest(ClientSecretExpiry? ExpiresAfter, ClientSecretSession? Session);

sealed record ClientSecretExpiry(string? Anchor, int? Seconds);

sealed record ClientSecretSession(string? Type, string? Model, string? Voice, string? Instructions);

/// <summary>The answer as OpenAI gives it: the value is the token, expires_at Unix seconds.</summary>
sealed record ClientSecretResponse(string Value, [property: JsonPropertyName("expires_at")] long ExpiresAt,
    ClientSecretSession Session);

static class ClientSecretsEndpoint
{
    const int DefaultSeconds = 600;
    const int LongestSeconds = 7_200;

    public static async Task<JsonHttpResult<ClientSecretResponse>> Handle(
        HttpContext context, ClaimsPrincipal caller, ClientSecrets secrets, TimeProvider time, CancellationToken ct)
    {
        var request = await Read(context.Request, ct);
        var seconds = request?.ExpiresAfter?.Seconds ?? DefaultSeconds;
        if (seconds is < 10 or > LongestSeconds)
            throw new InvalidOptionsException("expires_after.seconds", $"expires_after.seconds must be 10 to {LongestSeconds}.");
        var session = request?.Session ?? new ClientSecretSession(null, null, null, null);
        var expiresAt = time.GetUtcNow().ToUnixTimeSeconds() + seconds;
        var value = await secrets.Make(new ClientSecret(expiresAt, caller.Tenant.ToString(), caller.Subject, caller.KeyId, session.Model,
            session.Voice, session.Instructions), ct);
        return TypedResults.Json(new ClientSecretResponse(value, expiresAt, session with { Type = "realtime" }), ClientSecretJson.Options);
    }

    static async Task<ClientSecretRequest?> Read(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType()) return null;
        try
        {
            return await request.ReadFromJsonAsync<ClientSecretRequest>(ClientSecretJson.Options, ct);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The JSON cannot be read.", e);
        }
    }
}
