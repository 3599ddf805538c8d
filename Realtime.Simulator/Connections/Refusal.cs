namespace Realtime.Simulator.Connections;

/// <summary>Answers a handshake with an HTTP status and an error in the provider's shape.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, int status, string? message = null)
    {
        var (type, code, why) = Describe(status);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new { error = new { message = message ?? why, type, code, param = (string?)null } }, context.RequestAborted);
    }

    private static (string Type, string Code, string Message) Describe(int status) => status switch
    {
        400 => ("invalid_request_error", "bad_request", "Send a WebSocket handshake with a model."),
        401 => ("invalid_request_error", "invalid_api_key", "The API key is missing or wrong."),
        403 => ("invalid_request_error", "forbidden", "This key may not use the model."),
        404 => ("invalid_request_error", "model_not_found", "The model does not exist."),
        429 => ("requests", "rate_limit_exceeded", "Too many requests."),
        _ => ("server_error", "internal_error", "The server failed to answer the request."),
    };
}
