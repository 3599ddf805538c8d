using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

internal static class ErrorEvents
{
    /// <summary>Sends an <c>error</c> event. It omits a type or code that is null.</summary>
    public static ValueTask SendErrorAsync(
        this Outbox outbox, string? type, string? code, string message, string? parameter = null, string? clientEventId = null) =>
        outbox.SendAsync("error", (type, code, message, parameter, clientEventId), static (json, error) =>
        {
            json.WriteStartObject("error");
            if (error.type is not null)
                json.WriteString("type", error.type);
            if (error.code is not null)
                json.WriteString("code", error.code);
            json.WriteString("message", error.message);
            json.WriteString("param", error.parameter);
            json.WriteString("event_id", error.clientEventId);
            json.WriteEndObject();
        });
}
