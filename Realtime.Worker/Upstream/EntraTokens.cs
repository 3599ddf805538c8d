using System.Collections.Concurrent;
using Azure.Core;
using Azure.Identity;

namespace Realtime.Worker.Upstream;

/// <summary>Tokens of Microsoft Entra for Azure. The credentials keep a token until it is about to expire.</summary>
sealed partial class EntraTokens(ILogger<EntraTokens> logger, Func<EntraOptions, TokenCredential> make)
{
    readonly ConcurrentDictionary<(string?, string?, string?), TokenCredential> credentials = new();

    public EntraTokens(ILogger<EntraTokens> logger) : this(logger, Credential)
    {
    }

    /// <summary>Adds a token to a request for Azure without a key; returns any other request as it is.</summary>
    /// <exception cref="UpstreamException">There is no token.</exception>
    public async ValueTask<UpstreamRequest> Authorize(UpstreamRequest request, UpstreamOptions options, CancellationToken ct)
    {
        if (!options.UsesEntra) return request;
        var entra = options.Entra;
        var credential = credentials.GetOrAdd((entra.TenantId, entra.ClientId, entra.ClientSecret), _ => make(entra));
        try
        {
            var token = await credential.GetTokenAsync(new TokenRequestContext([entra.Scope]), ct);
            return request with { Headers = new Dictionary<string, string>(request.Headers) { ["Authorization"] = "Bearer " + token.Token } };
        }
        catch (AuthenticationFailedException e)
        {
            LogNoToken(e.Message);
            throw new UpstreamException(ConnectErrors.NoToken("the worker's log says why"));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Entra gave no token for the provider; the session does not start: {Reason}")]
    partial void LogNoToken(string reason);

    static TokenCredential Credential(EntraOptions entra) => entra.ClientSecret is not null
        ? new ClientSecretCredential(entra.TenantId, entra.ClientId, entra.ClientSecret)
        : new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            ManagedIdentityClientId = entra.ClientId,
            WorkloadIdentityClientId = entra.ClientId,
            ExcludeInteractiveBrowserCredential = true,
        });
}
