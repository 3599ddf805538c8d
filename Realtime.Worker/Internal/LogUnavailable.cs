using Realtime.EventLog;

namespace Realtime.Worker.Internal;

/// <summary>Answers 503 while the event log cannot be reached. The service that called has a fallback.</summary>
sealed partial class LogUnavailable(ILogger<LogUnavailable> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (Exception e) when (LogFailures.IsUnavailable(e) && !http.Response.HasStarted)
        {
            LogAnswered(http.Request.Method, http.Request.Path, e.Message);
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "{Method} {Path} could not reach the event log; the service that called is answered 503 and goes on without: {Reason}")]
    partial void LogAnswered(string method, PathString path, string reason);
}
