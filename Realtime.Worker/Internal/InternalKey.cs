using System.Text;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;

namespace Realtime.Worker.Internal;

/// <summary>Accepts only the services of this event log, by their shared key and, where they have some, by their certificates.</summary>
sealed class InternalKey(SharedSecret secret, InternalTls tls) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // TLS has checked the certificate, if there is one.
        if (tls.IsConfigured && http.Connection.ClientCertificate is null) return TypedResults.Unauthorized();
        var presented = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        return await secret.IsGood(presented, key => Encoding.UTF8.GetBytes("Bearer " + key), http.RequestAborted) ? await next(context)
            : TypedResults.Unauthorized();
    }
}
