using System.Net.Http.Headers;

namespace Samples.Browser;

/// <summary>
/// The back end of a page that talks to a model: it has the API's key, and gives the page a client secret. A real one would first ask who
/// the user is, and name them as the client.
/// </summary>
public static class BrowserSample
{
    const string Api = "REALTIME_API", Key = "REALTIME_KEY", DefaultApi = "http://localhost:5080";
    const int LongestSeconds = 600;
    static readonly string[] Text = ["text"];

    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var api = new Uri(builder.Configuration[Api] ?? DefaultApi);
        builder.Services.AddHttpClient(Api, http =>
        {
            http.BaseAddress = api;
            if (builder.Configuration[Key] is { Length: > 0 } key) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        });

        var app = builder.Build();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapPost("/secret", (IHttpClientFactory clients, CancellationToken ct) => Secret(clients.CreateClient(Api), api, ct));
        return app;
    }

    /// <summary>A secret for one session, with everything that the page must not decide, and the address to use it at.</summary>
    static async Task<IResult> Secret(HttpClient http, Uri api, CancellationToken ct)
    {
        var (conversation, session) = ($"page-{Guid.NewGuid()}", Guid.NewGuid());
        using var made = await http.PostAsJsonAsync("/v1/realtime/client_secrets", new
        {
            expires_after = new { anchor = "created_at", seconds = LongestSeconds }, // so long the page may come back
            session = new { type = "realtime", instructions = "You are a friendly host. Be brief.", output_modalities = Text },
            conversation,
            sessionId = session,
            maxSeconds = LongestSeconds,
            onWorkerLost = "resume", // another worker goes on if this one is lost
        }, ct);
        if (!made.IsSuccessStatusCode) return Results.Text(await made.Content.ReadAsStringAsync(ct), "application/problem+json", null, (int)made.StatusCode);
        var secret = await made.Content.ReadFromJsonAsync<Made>(ct);
        return Results.Ok(new { value = secret!.Value, api, conversation, session });
    }

    sealed record Made(string Value);
}
