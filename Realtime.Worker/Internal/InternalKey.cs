using System.Text;
using Realtime.EventLog;

namespace Realtime.Worker.Internal;

/// <summary>Accepts only the services of this event log, by their shared key.</summary>
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
