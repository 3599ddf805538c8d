using System.Text.Json;
using Realtime.Console.Access;

namespace Realtime.Console.Api;

/// <summary>Calls the API as the person who looks at the page.</summary>
sealed class ApiCalls(ApiConnection connection, CallerHeaders caller, IHttpContextAccessor accessor)
{
    static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <param name="path">The path and query, without a slash before it. Build it with <see cref="ApiPath"/>.</param>
    /// <exception cref="ApiProblemException">The API refused, or does not answer.</exception>
    public Task<T> Get<T>(string path, CancellationToken ct) => Send<T>(HttpMethod.Get, path, body: null, ct);

    public Task<T> Post<T>(string path, object? body, CancellationToken ct) => Send<T>(HttpMethod.Post, path, body, ct);

    public Task<T> Delete<T>(string path, CancellationToken ct) => Send<T>(HttpMethod.Delete, path, body: null, ct);

    /// <summary>Sends a request, and returns the answer once its headers are there. The caller disposes it.</summary>
    /// <exception cref="ApiProblemException">The API refused, or does not answer.</exception>
    public async Task<HttpResponseMessage> Open(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        var context = accessor.HttpContext ?? throw new InvalidOperationException("There is no request of a person.");
        caller.Apply(context, request);
        try
        {
            var response = await connection.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            Renew(context, response);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw new ApiProblemException(await Problem(response, ct));
        }
        catch (HttpRequestException e)
        {
            throw new ApiProblemException(ApiProblem.Unreachable($"The console cannot reach the API: {e.Message}"));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ApiProblemException(ApiProblem.Unreachable("The API did not answer in time. Try again."));
        }
    }

    async Task<T> Send<T>(HttpMethod method, string path, object? body, CancellationToken ct)
    {
        using var content = body is null ? null : JsonContent.Create(body, options: Json);
        using var response = await Open(method, path, content, ct);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, ct)
                ?? throw new ApiProblemException(ApiProblem.Unexpected((int)response.StatusCode));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ApiProblemException(ApiProblem.Unreachable($"The API's answer broke off: {e.Message}"));
        }
        catch (JsonException)
        {
            throw new ApiProblemException(ApiProblem.Unexpected((int)response.StatusCode));
        }
    }

    static async Task<ApiProblem> Problem(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json") return ApiProblem.Unexpected(status);
        try
        {
            return await response.Content.ReadFromJsonAsync<ApiProblem>(Json, ct) is { } problem
                ? problem with { Status = status }
                : ApiProblem.Unexpected(status);
        }
        catch (JsonException)
        {
            return ApiProblem.Unexpected(status);
        }
    }

    /// <summary>The API prolongs the cookie of a person who is at work.</summary>
    static void Renew(HttpContext context, HttpResponseMessage response)
    {
        if (context.Response.HasStarted || !response.Headers.TryGetValues("Set-Cookie", out var cookies)) return;
        foreach (var cookie in cookies) context.Response.Headers.Append("Set-Cookie", cookie);
    }
}
