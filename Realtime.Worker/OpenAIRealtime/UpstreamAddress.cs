using Realtime.Worker.Upstream;

namespace Realtime.Worker.OpenAIRealtime;

/// <summary>Makes the WebSocket address of a model from the configured base address.</summary>
public static class UpstreamAddress
{
    /// <summary>What is wrong with a base address, as the end of a sentence; null if nothing is.</summary>
    public static string? Problem(string baseUrl)
    {
        if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var uri)) return "is not an absolute address.";
        if (uri.Scheme is not ("http" or "https" or "ws" or "wss")) return "must begin with http, https, ws or wss.";
        if (uri.UserInfo.Length > 0) return "must not carry a user or password: use Realtime:Upstream:ApiKey.";
        if (uri.Fragment.Length > 0) return "must not have a fragment.";
        return Path(uri, UpstreamProvider.OpenAI) is null ? "must end in /v1 or /realtime, or have no path." : null;
    }

    /// <param name="session">The query that names the session: its model, or its intent.</param>
    public static Uri For(string baseUrl, UpstreamProvider provider, string session)
    {
        var uri = new Uri(baseUrl);
        var query = uri.Query.Length > 1 ? $"{uri.Query}&" : "?";
        return new UriBuilder(uri)
        {
            Scheme = uri.Scheme is "https" or "wss" ? "wss" : "ws",
            Port = uri.Port, // explicit, as the new scheme may have another default port
            Path = Path(uri, provider)!,
            Query = query + session,
        }.Uri;
    }

    /// <summary>The list of models beside the WebSocket.</summary>
    public static Uri Models(string baseUrl, UpstreamProvider provider)
    {
        var uri = new Uri(baseUrl);
        return new UriBuilder(uri)
        {
            Scheme = uri.Scheme is "https" or "wss" ? "https" : "http",
            Port = uri.Port,
            Path = Path(uri, provider)![..^"/realtime".Length] + "/models",
        }.Uri;
    }

    static string? Path(Uri uri, UpstreamProvider provider)
    {
        var path = uri.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/realtime", StringComparison.Ordinal)) return path;
        if (path is "") return provider is UpstreamProvider.Azure ? "/openai/v1/realtime" : "/v1/realtime";
        return path.EndsWith("/v1", StringComparison.Ordinal) ? path + "/realtime" : null;
    }
}
