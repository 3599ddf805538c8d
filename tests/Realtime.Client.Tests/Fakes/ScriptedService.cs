using System.Net;
using System.Text;

namespace Realtime.Client.Tests.Fakes;

/// <summary>Answers each request with the next of these answers, and keeps what was asked.</summary>
sealed class ScriptedService(params IEnumerable<Func<HttpResponseMessage>> answers) : HttpMessageHandler
{
    readonly Queue<Func<HttpResponseMessage>> next = new(answers);

    public static readonly RealtimeClientOptions Quick = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(10),
    };

    public List<(HttpMethod Method, string Path, string Body, string? LastEventId)> Asked { get; } = [];

    public RealtimeClient Client(RealtimeClientOptions? options = null) =>
        new(new HttpClient(this) { BaseAddress = new Uri("http://service/base") }, options ?? Quick);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var id = request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : null;
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked.Add((request.Method, request.RequestUri!.PathAndQuery, body, id));
        return next.TryDequeue(out var answer) ? answer() : throw new InvalidOperationException($"No answer is left for {request}.");
    }

    public static Func<HttpResponseMessage> Answers(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        () => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static Func<HttpResponseMessage> Refusal(int status, string name, int? retryAfter = null) => () =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent($$"""{"type": "urn:realtime:problem:{{name}}", "title": "a title", "status": {{status}}, "detail": "Change this."}""",
                Encoding.UTF8, "application/problem+json"),
        };
        if (retryAfter is { } seconds) response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return response;
    };

    /// <summary>The connection breaks after the request was sent.</summary>
    public static Func<HttpResponseMessage> Break() => () => throw new HttpRequestException(HttpRequestError.ResponseEnded);

    /// <summary>No connection is made.</summary>
    public static Func<HttpResponseMessage> Nobody() => () => throw new HttpRequestException(HttpRequestError.ConnectionError);

    /// <summary>An event stream with this text, which then breaks.</summary>
    public static Func<HttpResponseMessage> Stream(params string[] messages) =>
        () => new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(string.Concat(messages))) };

    /// <summary>An event stream with this text, after which nothing arrives.</summary>
    public static Func<HttpResponseMessage> Silent(params string[] messages) =>
        () => new(HttpStatusCode.OK) { Content = new StreamContent(new SilentStream(string.Concat(messages))) };

    public static string Event(long version, string type = "speech_started", string data = "{}") =>
        $"id: {version}\nevent: {type}\ndata: {Envelope(version, type, data)}\n\n";

    public static string Envelope(long version, string type, string data) =>
        $$"""{"version":{{version}},"sequence":{{version + 100}},"type":"{{type}}","sessionId":"019ac0de-0000-7000-8000-000000000001","at":"2026-11-26T10:00:00Z","data":{{data}}}""";

    public static string Problem(string name, int? retry = null) =>
        $$"""{{(retry is null ? "" : $"retry: {retry}\n")}}event: error{{"\n"}}data: {"type":"urn:realtime:problem:{{name}}","detail":"Words."}{{"\n\n"}}""";
}
