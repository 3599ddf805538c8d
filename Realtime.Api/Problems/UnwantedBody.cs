using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Realtime.Api.Problems;

/// <summary>Refuses a body where an address takes none: it would be ignored, and the client would not get what it asks for.</summary>
static class UnwantedBody
{
    /// <summary>Clients that put a body into every request send <c>{}</c>, which asks for nothing.</summary>
    const int Empty = 2;

    public static void UseNoUnwantedBody(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint() is { } endpoint && TakesNone(endpoint, context.Request.Method) ? Checked(context, next) : next(context));

    static async Task Checked(HttpContext context, RequestDelegate next)
    {
        if (await HasBody(context)) throw new InvalidOptionsException("body", "This call takes no body: leave it out.");
        await next(context);
    }

    /// <summary>False for a route that is not ours to judge: it has no handler of ours, or no request to it has a body.</summary>
    static bool TakesNone(Endpoint endpoint, string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsConnect(method)
        && endpoint.Metadata.GetMetadata<MethodInfo>()?.Module.Assembly == typeof(UnwantedBody).Assembly
        && endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is null;

    static async ValueTask<bool> HasBody(HttpContext context)
    {
        if (context.Request.ContentLength is { } length) return length > Empty;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is not true) return false;
        var read = await context.Request.BodyReader.ReadAtLeastAsync(Empty + 1, context.RequestAborted);
        context.Request.BodyReader.AdvanceTo(read.Buffer.Start);
        return read.Buffer.Length > Empty;
    }
}
