using System.Net;

namespace Realtime.Console.Api;

/// <summary>The connections to the API. They keep no cookies: each request has those of its own person.</summary>
sealed class ApiConnection(HttpClient http, HttpMessageInvoker forwarding, Uri address) : IDisposable
{
    /// <summary>For the console's own calls: an answer that takes too long fails.</summary>
    public HttpClient Http { get; } = http;

    /// <summary>For what the browser asks for itself, such as event streams, which stay open.</summary>
    public HttpMessageInvoker Forwarding { get; } = forwarding;

    public Uri Address { get; } = address;

    public static ApiConnection To(ConsoleOptions options)
    {
        var address = new Uri(options.Api.TrimEnd('/') + "/");
        return new ApiConnection(
            new HttpClient(Handler()) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(options.ApiSeconds) },
            new HttpMessageInvoker(Handler()), address);
    }

    static SocketsHttpHandler Handler() => new()
    {
        UseCookies = false, AllowAutoRedirect = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    public void Dispose()
    {
        Http.Dispose();
        Forwarding.Dispose();
    }
}
