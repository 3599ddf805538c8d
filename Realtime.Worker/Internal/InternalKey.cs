using System.Security.Cryptography;
using System.Text;
using Realtime.EventLog;

namespace Realtime.Worker.Internal;

/// <summary>Lets the services of this event log in, by the key that they share, and nobody else.</summary>
sealed class InternalKey(SharedSecret secret) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var expected = Encoding.UTF8.GetBytes("Bearer " + await secret.Get(http.RequestAborted));
        var presented = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        return CryptographicOperations.FixedTimeEquals(presented, expected) ? await next(context) : TypedResults.Unauthorized();
    }
}
