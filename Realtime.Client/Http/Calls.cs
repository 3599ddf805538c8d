using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Realtime.Client.Http;

/// <summary>Sends requests, and sends them again where that is safe.</summary>
sealed class Calls(HttpClient http, RealtimeClientOptions options)
{
    /// <summary>The address of the service, with a slash at its end.</summary>
    public Uri Root { get; } = RootOf(http.BaseAddress
        ?? throw new ArgumentException("The HttpClient needs a BaseAddress: that of the service."));

    public HttpClient Http => http;

    public RealtimeClientOptions Options => options;

    public Task<T> Get<T>(string path, JsonTypeInfo<T> answer, CancellationToken ct) =>
        Send(HttpMethod.Get, path, null, answer, isRepeatable: true, ct);

    /// <summary>Posts a request that has an id in its body or in its address, so that a repeat counts as the same request.</summary>
    public Task<TAnswer> Post<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> shape, JsonTypeInfo<TAnswer> answer, CancellationToken ct) =>
        Send(HttpMethod.Post, path, () => Content(body, shape), answer, isRepeatable: true, ct);

    public async Task<T> Send<T>(HttpMethod method, string path, Func<HttpContent>? content, JsonTypeInfo<T> answer, bool isRepeatable,
        CancellationToken ct)
    {
        using var response = await Send(method, path, content, isRepeatable, ct);
        return await JsonSerializer.DeserializeAsync(await response.Content.ReadAsStreamAsync(ct), answer, ct)
            ?? throw new JsonException("The answer is null.");
    }

    /// <param name="isRepeatable">A repeat counts as the same request. Else it is only sent again if the service never took it.</param>
    /// <exception cref="ProblemException">The service refused it, at last.</exception>
    /// <exception cref="HttpRequestException">The service was not reached, at last.</exception>
    /// <exception cref="TimeoutException">The service did not answer in time, at last.</exception>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, Func<HttpContent>? content, bool isRepeatable,
        CancellationToken ct)
    {
        var began = options.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            Exception failure;
            try
            {
                var response = await Attempt(method, path, content, ct);
                if (response.IsSuccessStatusCode) return response;
                using (response) failure = await ProblemException.Of(response, ct);
            }
            catch (Exception e) when (e is HttpRequestException or TimeoutException or IOException)
            {
                failure = e;
            }

            var pause = options.Pause(attempt, (failure as ProblemException)?.RetryAfter);
            if (!MayRepeat(failure, isRepeatable) || options.Time.GetElapsedTime(began) + pause > options.RetryTime)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            await Task.Delay(pause, options.Time, ct);
        }
    }

    async Task<HttpResponseMessage> Attempt(HttpMethod method, string path, Func<HttpContent>? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(Root, path)) { Content = content?.Invoke() };
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await http.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"The service did not answer within {options.AttemptTimeout.TotalSeconds:0.#} s.", e);
        }
    }

    static bool MayRepeat(Exception failure, bool isRepeatable) => failure switch
    {
        ProblemException { IsPassing: true } problem => isRepeatable || problem.Name is ProblemName.LimitReached,
        ProblemException => false,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } => true,
        _ => isRepeatable,
    };

    public static HttpContent Content<T>(T body, JsonTypeInfo<T> shape) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, shape)) { Headers = { ContentType = new("application/json") } };

    static Uri RootOf(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
