using Realtime.Console.Access;
using Realtime.Console.Api;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Realtime.Console;

static class ApiEndpoints
{
    /// <summary>Event streams and live sockets are quiet at times; the API sends something every 15 s.</summary>
    static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromMinutes(2) };

    /// <summary>
    /// The API at the console's own origin: /api/… for the scripts of the pages, and the addresses at which people sign in. Every request
    /// carries the person's credential, and nothing of the console's.
    /// </summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var connection = app.ServiceProvider.GetRequiredService<ApiConnection>();
        var api = connection.Address.ToString();
        // SameOrigin has judged the origin, by the address that the person sees.
        app.MapForwarder("/api/{**path}", api, Patience, Transformer(app, t => t.AddPathRemovePrefix("/api").AddRequestHeaderRemove("Origin")),
            connection.Forwarding);
        // The provider sends people back to the console's host.
        var signIn = Transformer(app, t => t.AddOriginalHost());
        foreach (var path in new[] { "/signin/{**path}", "/signout/callback" })
            app.MapForwarder(path, api, Patience, signIn, connection.Forwarding);
    }

    static HttpTransformer Transformer(IEndpointRouteBuilder app, Action<TransformBuilderContext> more)
    {
        var caller = app.ServiceProvider.GetRequiredService<CallerHeaders>();
        return app.ServiceProvider.GetRequiredService<ITransformBuilder>().Create(transforms =>
        {
            transforms.UseDefaultForwarders = false; // CallerHeaders says who asks
            transforms.AddRequestTransform(request =>
            {
                caller.Apply(request.HttpContext, request.ProxyRequest);
                return ValueTask.CompletedTask;
            });
            more(transforms);
        });
    }
}
