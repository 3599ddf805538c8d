namespace Realtime.Api.Limits;

/// <summary>Tells what kind a request is, for limits.</summary>
static class RequestKinds
{
    extension(HttpContext context)
    {
        /// <summary>Health checks are never limited.</summary>
        public bool IsHealthCheck =>
            context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/alive");

        public bool IsEventStream =>
            context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase);

        /// <summary>The request starts a session.</summary>
        public bool IsStart => context.GetEndpoint()?.Metadata.GetMetadata<StartsSession>() is not null;

        /// <summary>The request attaches a live socket to a session.</summary>
        public bool IsListener => context.WebSockets.IsWebSocketRequest && !context.IsStart;
    }

    /// <summary>Counts the requests of this route as starts of sessions.</summary>
    public static TBuilder CountsAsStart<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new StartsSession());

    sealed class StartsSession;
}
