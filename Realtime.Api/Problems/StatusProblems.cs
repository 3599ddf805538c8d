using Microsoft.AspNetCore.Mvc;

namespace Realtime.Api.Problems;

/// <summary>Gives the refusals of routing and of the server a type of ours, and a sentence that says what to change.</summary>
static class StatusProblems
{
    const string All = "/openapi/v1.json lists the addresses, and /reference/ shows them as a page.";

    public static void Name(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Type?.StartsWith(RefusalHandler.TypePrefix, StringComparison.Ordinal) is true) return;
        var (type, detail) = Of(problem, context.HttpContext);
        problem.Type = type.Urn;
        problem.Title = type.Name.Replace('-', ' ');
        problem.Detail = detail;
    }

    static (ProblemType Type, string Detail) Of(ProblemDetails problem, HttpContext context) => problem.Status switch
    {
        404 => (ProblemTypes.UnknownAddress, Nothing(context)),
        405 => (ProblemTypes.MethodNotAllowed, $"This address takes {context.Response.Headers.Allow}."),
        408 => (ProblemTypes.NotAccepted, "The body arrives too slowly: send it again, less at a time or over a faster connection."),
        413 => (ProblemTypes.TooLarge, "The body is larger than this address takes: send less at a time."),
        415 => (
            ProblemTypes.UnsupportedMediaType,
            $"Say what the body is: content-type: {Bodies(context)}."),
        >= 500 => (ProblemTypes.InternalError, "The service failed unexpectedly: find the traceId in its log."),
        _ => (ProblemTypes.NotAccepted, problem.Detail ?? problem.Title ?? "The request was not accepted."),
    };

    /// <summary>The media types that the address takes; JSON where it does not say.</summary>
    static string Bodies(HttpContext context) =>
        context.RequestServices.GetRequiredService<NearAddresses>().BodiesOf(context.Request) is { Count: > 0 } bodies
            ? string.Join(" or ", bodies)
            : "application/json";

    static bool IsOfSession(string address) => address.Contains("{session}", StringComparison.Ordinal);

    static string Nothing(HttpContext context) =>
        context.RequestServices.GetRequiredService<NearAddresses>().Of(context.Request.Path) is { Count: > 0 } near
            ? $"There is nothing at this address; near it is {string.Join("; ", near)}{(near.Any(IsOfSession) ? ", and a session's id is a UUID" : "")}. {All}"
            : $"There is nothing at this address. {All}";
}
