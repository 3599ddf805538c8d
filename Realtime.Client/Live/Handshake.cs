namespace Realtime.Client.Live;

/// <summary>Sends the handshake of a WebSocket through the client's HttpClient, with its credential; a refusal is a problem.</summary>
sealed class Handshake(HttpClient http) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // An HttpClient takes a request only once, and the invoker has not marked it as sent.
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is System.Net.HttpStatusCode.SwitchingProtocols) return response;
        using (response) throw await ProblemException.Of(response, cancellationToken);
    }
}
