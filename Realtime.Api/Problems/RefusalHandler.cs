using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Limits;
using Realtime.Api.Models;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Api.Problems;

/// <summary>The one place where a refusal becomes problem+json.</summary>
sealed partial class RefusalHandler(IProblemDetailsService problems, ILogger<RefusalHandler> logger) : IExceptionHandler
{
    /// <summary>Followed by the refusal's name.</summary>
    public const string TypePrefix = "urn:realtime:problem:";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (Problem(exception) is not { } problem)
        {
            if (exception is not OperationCanceledException) LogUnexpected(exception);
            return false;
        }

        if (problem.Status is StatusCodes.Status503ServiceUnavailable && exception is not SessionRefusedException)
            LogUnavailable(exception.Message);
        context.Response.StatusCode = problem.Status!.Value;
        if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = RetryAfter(exception).ToString(CultureInfo.InvariantCulture);
        if (Challenge(exception) is { } challenge) context.Response.Headers.WWWAuthenticate = challenge;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem,
            Exception = exception });
    }

    static ProblemDetails? Problem(Exception exception) => exception switch
    {
        InvalidOptionsException invalid => With(Problem(400, invalid), "errors", invalid.Errors),
        ConversationBusyException busy => With(Problem(409, busy), "sessionId", busy.LiveSessionId),
        SessionLiveException live => With(Problem(409, live), "sessionId", live.SessionId),
        ModelEndedException ended => Problem(400, ended),
        BeyondEndException beyond => With(Problem(409, beyond), "version", beyond.Last),
        ConversationArchivedException archived => Problem(410, archived),
        UnknownConversationException or UnknownSessionException or UnknownHandoffException or UnknownWorkerException
            or UnknownKeyException or UnknownClientSecretException or UnknownModelException => Problem(404, (SessionRefusedException)exception),
        TooLargeException large => Problem(413, large),
        LimitReachedException limit => Limit(limit),
        BudgetExhaustedException exhausted => Exhausted(exhausted),
        InputOverloadedException or ImagesOverloadedException => Problem(429, (SessionRefusedException)exception),
        Browsers.OriginRefusedException refused => Problem(403, refused),
        UnauthorizedException unauthorized => Problem(401, unauthorized),
        InsufficientScopeException insufficient => With(Problem(403, insufficient), "scope", insufficient.Scopes),
        IssuerUnavailableException or AtCapacityException or OwnerUnreachableException or ConversationContendedException =>
            Problem(503, (SessionRefusedException)exception),
        SessionRefusedException refused => Problem(409, refused),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => Problem(UnreadableRequest.Of(bad)),
        BadHttpRequestException bad => new ProblemDetails { Status = bad.StatusCode },
        DamagedConversationException damaged => With(new ProblemDetails
        {
            Type = ProblemTypes.ConversationDamaged.Urn,
            Status = StatusCodes.Status500InternalServerError,
            Title = "conversation damaged",
            Detail = damaged.Message,
        }, "version", damaged.Version),
        _ when LogFailures.IsUnavailable(exception) => new ProblemDetails
        {
            Type = ProblemTypes.LogUnavailable.Urn,
            Status = StatusCodes.Status503ServiceUnavailable,
            Title = "log unavailable",
            Detail = "The event log cannot be reached: repeat the request; with the same ids it counts as the same request.",
        },
        _ => null,
    };

    static ProblemDetails Limit(LimitReachedException limit)
    {
        var problem = With(With(Problem(limit.Status, limit), "limit", limit.Setting), "most", limit.Most);
        return limit.Owner is { } owner ? With(problem, "of", owner) : problem;
    }

    /// <summary>Not 429: clients repeat a request that gets 429 after seconds, and the budget has no room before its next period.</summary>
    static ProblemDetails Exhausted(BudgetExhaustedException exhausted)
    {
        var problem = Problem(StatusCodes.Status402PaymentRequired, exhausted);
        var budget = exhausted.Over.Budget;
        (problem.Extensions["budget"], problem.Extensions["period"], problem.Extensions["of"]) =
            (budget.Measure.Name, budget.Period, budget.Of);
        (problem.Extensions["most"], problem.Extensions["spent"], problem.Extensions["resetsAt"]) =
            (budget.Most, exhausted.Over.Spent, exhausted.ResetsAt);
        return problem;
    }

    /// <summary>In whole seconds, at least one.</summary>
    static long RetryAfter(Exception exception) =>
        exception is LimitReachedException { RetryAfter: { } after } ? Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)) : 1;

    /// <summary>The WWW-Authenticate header, as RFC 6750 defines it.</summary>
    static string? Challenge(Exception exception) => exception switch
    {
        UnauthorizedException { WasPresented: true } => "Bearer error=\"invalid_token\"",
        UnauthorizedException => "Bearer",
        InsufficientScopeException insufficient => $"Bearer error=\"insufficient_scope\", scope=\"{insufficient.Scopes}\"",
        _ => null,
    };

    static ProblemDetails Problem(int status, SessionRefusedException refused) => new()
    {
        Type = Type(refused.Problem),
        Status = status,
        Title = refused.Problem.Replace('-', ' '),
        Detail = refused.Message,
    };

    static string Type(string name) => TypePrefix + name;

    static ProblemDetails With(ProblemDetails problem, string name, object value)
    {
        problem.Extensions[name] = value;
        return problem;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request could not reach the event log; it is answered 503: {Reason}")]
    partial void LogUnavailable(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed unexpectedly; it is answered 500")]
    partial void LogUnexpected(Exception exception);
}
