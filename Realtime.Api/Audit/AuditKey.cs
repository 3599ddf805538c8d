using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Realtime.Api.Problems;

namespace Realtime.Api.Audit;

/// <summary>Lets operators in: with Realtime:Audit:Key set, whoever sends it as a bearer token, and nobody else.</summary>
sealed class AuditKey(IOptions<AuditOptions> options) : IEndpointFilter
{
    const string Scheme = "Bearer ";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (options.Value.Key is not { } key || IsKey(context.HttpContext.Request, key)) return next(context);
        throw new UnauthorizedException("Send Realtime:Audit:Key as a bearer token.");
    }

    /// <summary>Hashes compare in the same time whatever was sent, its length included.</summary>
    static bool IsKey(HttpRequest request, string key)
    {
        var header = request.Headers.Authorization.ToString();
        var presented = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : "";
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
