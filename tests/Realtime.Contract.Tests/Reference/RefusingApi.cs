using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Realtime.Access.Tests.Stack;
using Realtime.Api.Problems;
using Realtime.Sessions;
using Realtime.Testing.Client;
using Realtime.Testing.Log;

namespace Realtime.Contract.Tests.Reference;

/// <summary>A refusal as a client gets it.</summary>
/// <param name="Of">The exception behind it; null if a request provoked it.</param>
sealed record Refusal(string? Problem, int Status, JsonElement Body, Type? Of = null);

/// <summary>An API without workers, and everything that it refuses.</summary>
public sealed class RefusingApi : IAsyncLifetime
{
    ApiHost api = null!;

    internal IReadOnlyList<(RefusedRequest Request, Refusal Refusal)> Provoked { get; private set; } = [];

    internal IReadOnlyList<Refusal> Handled { get; private set; } = [];

    public async Task InitializeAsync()
    {
        api = await ApiHost.Start();
        var log = api.Conversations;
        await log.Transact(RefusalExamples.Live, new Start(RefusalExamples.Session, Life.Options), default);
        await log.SubmitText(RefusalExamples.Live, RefusalExamples.Session, "hello");
        await log.Transact(RefusalExamples.Transcribing,
            new Start(RefusalExamples.Transcription, new SessionOptions("gpt-transcribe") { Type = SessionType.Transcription }), default);
        await log.Transact(RefusalExamples.Over, new Start(RefusalExamples.Ended, Life.Options), default);
        await log.RequestEnd(RefusalExamples.Over, RefusalExamples.Ended);

        var provoked = new List<(RefusedRequest, Refusal)>();
        foreach (var request in RefusalExamples.Requests())
            provoked.Add((request, Of(await api.Send(request.Method, request.Path, body: request.Body))));
        Provoked = provoked;
        var handled = new List<Refusal>();
        foreach (var exception in RefusalExamples.Exceptions()) handled.Add(await Handle(exception));
        Handled = handled;
    }

    public async Task DisposeAsync() => await api.DisposeAsync();

    static Refusal Of(Answer answer) => new(answer.Problem, (int)answer.Status, answer.Json);

    async Task<Refusal> Handle(Exception exception)
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = api.Service<IServiceProvider>() };
        context.Response.Body = body;
        if (!await api.Service<RefusalHandler>().TryHandleAsync(context, exception, default)) await WriteUnexpected(context);
        var json = JsonSerializer.Deserialize<JsonElement>(body.ToArray());
        var type = json.GetProperty("type").GetString()!;
        Assert.StartsWith(RefusalHandler.TypePrefix, type, StringComparison.Ordinal);
        return new Refusal(type[RefusalHandler.TypePrefix.Length..], context.Response.StatusCode, json, exception.GetType());
    }

    /// <summary>As ASP.NET Core answers what no handler knows.</summary>
    async Task WriteUnexpected(DefaultHttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await api.Service<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context, ProblemDetails = new ProblemDetails { Status = StatusCodes.Status500InternalServerError },
        });
    }
}
