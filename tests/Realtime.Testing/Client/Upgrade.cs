namespace Realtime.Testing.Client;

/// <summary>
/// Sends a WebSocket handshake and returns the response, so that a test can read a refusal. WebSocket clients hide its body.
/// </summary>
public static class Upgrade
{
    public static async Task<Answer> Try(Uri api, string path, string? key = null, string? subProtocols = null)
    {
        using var http = new HttpClient { BaseAddress = api };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Convert.ToBase64String(Guid.NewGuid().ToByteArray()));
        if (subProtocols is not null) request.Headers.Add("Sec-WebSocket-Protocol", subProtocols);
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        return await Answer.Of(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }
}
