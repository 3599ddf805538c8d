using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

internal static class RateLimits
{
    public static ValueTask SendAsync(Outbox outbox) => outbox.SendAsync("rate_limits.updated", 0, static (json, _) =>
    {
        json.WriteStartArray("rate_limits");
        foreach (var (name, limit) in (ReadOnlySpan<(string, int)>)[("requests", 1_000), ("tokens", 1_000_000)])
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("limit", limit);
            json.WriteNumber("remaining", limit - 1);
            json.WriteNumber("reset_seconds", 0.06);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
