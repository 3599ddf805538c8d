using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Realtime.Client.Http;

namespace Realtime.Client.Following;

/// <summary>One connection of an event stream.</summary>
sealed class EventConnection : IAsyncDisposable
{
    readonly HttpResponseMessage response;
    readonly SseParser<JsonElement> parser;
    readonly IAsyncEnumerator<SseItem<JsonElement>> items;

    EventConnection(HttpResponseMessage response, Stream body, CancellationToken ct)
    {
        this.response = response;
        parser = SseParser.Create(body, static (_, data) => JsonElement.Parse(data));
        items = parser.EnumerateAsync(ct).GetAsyncEnumerator(ct);
    }

    /// <exception cref="ProblemException">The service refused it.</exception>
    /// <exception cref="TimeoutException">The service did not answer in time.</exception>
    public static async Task<EventConnection> Open(Calls calls, string conversation, long last, bool waits, CancellationToken ct)
    {
        var path = $"{Paths.Conversation(conversation)}/events{(waits ? "?wait=true" : "")}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(calls.Root, path));
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        using var timeout = new CancellationTokenSource(calls.Options.AttemptTimeout, calls.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            var response = await calls.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.IsSuccessStatusCode)
                return new(response, new SilenceStream(await response.Content.ReadAsStreamAsync(either.Token), calls.Options), ct);
            using (response) throw await ProblemException.Of(response, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException("The service did not open the event stream in time.", e);
        }
    }

    /// <summary>The pause that the service asks for before the next connection; null if it does not.</summary>
    public TimeSpan? Retry => parser.ReconnectionInterval is var interval && interval >= TimeSpan.Zero ? interval : null;

    /// <summary>The next event; null if the service closed the stream.</summary>
    /// <exception cref="ProblemException">The service ended the stream and said why.</exception>
    public async ValueTask<RealtimeEvent?> Next()
    {
        if (!await items.MoveNextAsync()) return null;
        return items.Current.EventType is "error" ? throw new ProblemException(items.Current.Data, null, Retry)
            : RealtimeEvent.Of(items.Current.Data);
    }

    public async ValueTask DisposeAsync()
    {
        await items.DisposeAsync();
        response.Dispose();
    }
}
