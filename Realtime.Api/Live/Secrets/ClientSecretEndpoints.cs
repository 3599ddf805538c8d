using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Access;
using Realtime.Api.Description;
using Realtime.Api.Models;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.EventLog.Access;

namespace Realtime.Api.Live.Secrets;

/// <summary>A new client secret, as OpenAI answers it: the value is the token, expires_at is in Unix seconds.</summary>
/// <param name="Session">The session object as its maker gave it.</param>
/// <param name="Id">The public name, for its revocation.</param>
/// <param name="UnknownFields">The JSON paths of fields of the session object that the API does not know; they pass through.</param>
sealed record ClientSecretMade(
    string Value,
    [property: JsonPropertyName("expires_at")] long ExpiresAt,
    JsonElement Session,
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? UnknownFields);

/// <summary>A client secret, without its token and without its session object.</summary>
sealed record ClientSecretView(
    string Id, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset ExpiresAt, string Role, string? Conversation, Guid? SessionId,
    string? Client, bool SingleUse, bool Used);

/// <summary>The valid ones, newest first.</summary>
sealed record ClientSecretList(IReadOnlyList<ClientSecretView> Secrets);

static class ClientSecretEndpoints
{
    const int MostListed = 1_000;
    static readonly JsonElement Bare = JsonSerializer.SerializeToElement(new { type = "realtime" });

    public static void AddClientSecrets(this IServiceCollection services)
    {
        services.AddSingleton<SecretTerms>();
        services.AddSingleton<KnownSecrets>().AddHostedService(provider => provider.GetRequiredService<KnownSecrets>());
        services.AddSingleton<ClientSecrets>();
    }

    public static void MapClientSecrets(this RouteGroupBuilder live)
    {
        var secrets = live.MapGroup("/v1/realtime/client_secrets").RequireScopes(Scopes.SessionsStart, Scopes.SessionsDrive);
        MapMake(secrets);
        // The address of Azure's clients.
        MapMake(live.MapGroup("/openai/v1/realtime/client_secrets").RequireScopes(Scopes.SessionsStart, Scopes.SessionsDrive));
        secrets.MapGet("", List).WithSummary("The valid client secrets of your tenant; never the tokens");
        secrets.MapDelete("/{id}", Revoke).WithSummary("Revoke a client secret on every node")
            .Refuses(ProblemTypes.UnknownClientSecret);
    }

    static void MapMake(RouteGroupBuilder secrets) => secrets.MapPost("", Make)
        .WithSummary("A short-lived token for a client that must not have the key").Reads([OpenAIRealtime.ApiVersion]).Refuses(ProblemTypes.ModelEnded)
        .WithMetadata(new RequestSizeLimitAttribute(ApiExtensions.LargestSession));

    static async Task<Ok<ClientSecretMade>> Make(ClientSecretRequest request, ClaimsPrincipal caller, StartRules rules,
        ModelLifetimes lifetimes, ClientSecrets secrets, CancellationToken ct)
    {
        var errors = request.Errors();
        var start = rules.Judge(request.ToStart(), errors);
        if (errors.Count > 0) throw new InvalidOptionsException(errors);
        if (request.NamesModel && lifetimes.Refusal(start.Options.Model) is { } ended) throw ended;
        // To attach is to read.
        if (request.Conversation is not null && !caller.Has(Scopes.SessionsRead))
            throw new InsufficientScopeException(Scopes.SessionsRead, $"A secret for a conversation needs the scope {Scopes.SessionsRead} too.");
        var (token, row) = await secrets.Make(caller, request, ct);
        return TypedResults.Ok(new ClientSecretMade(token, row.ExpiresAt.ToUnixTimeSeconds(), request.Session ?? Bare, row.Id,
            start.Unknown.Count == 0 ? null : start.Unknown));
    }

    static async Task<Ok<ClientSecretList>> List(ClaimsPrincipal caller, ClientSecretRows rows, SecretTerms terms, CancellationToken ct)
    {
        var views = new List<ClientSecretView>();
        foreach (var row in await rows.List(caller.Tenant, MostListed, ct))
        {
            var put = await terms.Decrypt(row, ct);
            views.Add(new ClientSecretView(row.Id, row.CreatedAt, row.CreatedBy, row.ExpiresAt, put.Drives ? "driver" : "listener",
                put.Conversation, put.SessionId, put.Client, row.SingleUse, row.UsedAt is not null));
        }

        return TypedResults.Ok(new ClientSecretList(views));
    }

    static async Task<NoContent> Revoke(string id, ClaimsPrincipal caller, ClientSecrets secrets, CancellationToken ct)
    {
        await secrets.Revoke(caller, id, ct);
        return TypedResults.NoContent();
    }
}
