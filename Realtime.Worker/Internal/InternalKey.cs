using System.Text;
using Realtime.EventLog;

namespace Realtime.Worker.Internal;

/// <summary>Lets the services of this event log in, by the key that they share, and nobody else.</summary>
sealed class InternalKey(SharedSecret secret) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var presented = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        return await secret.IsGood(presented, key => Encoding.UTF8.GetBytes("Bearer " + key), http.RequestAborted) ? await next(context)
            : TypedResults.Unauthorized();
    }
}
