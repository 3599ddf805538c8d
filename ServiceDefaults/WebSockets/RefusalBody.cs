using System.Text.Json;

namespace Realtime.ServiceDefaults.WebSockets;

/// <summary>
/// The server's own words for a refused handshake: the message of a JSON error, as OpenAI and Azure send it. Other bodies are not read,
/// because a proxy's page says nothing to a client.
/// </summary>
static class RefusalBody
{
    const int MostBytes = 16 * 1024;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Null if the body has no such message, is longer than 16 KiB or does not arrive within a second.</summary>
    public static async Task<string?> Message(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "application/json") return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, patience.Token);
            return Message(await response.Content.ReadAsByteArrayAsync(patience.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }

    static string? Message(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var error = json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var inside)
            ? inside
            : json.RootElement;
        if (error.ValueKind is JsonValueKind.Object && error.TryGetProperty("message", out var message)) error = message;
        return error.ValueKind is JsonValueKind.String ? error.GetString() : null;
    }
}
