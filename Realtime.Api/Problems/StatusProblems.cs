using Microsoft.AspNetCore.Mvc;

namespace Realtime.Api.Problems;

/// <summary>Gives the refusals of routing and of the server a type of ours, and a sentence that says what to change.</summary>
static class StatusProblems
{
    const string All = "/openapi/v1.json lists the addresses.";

    public static void Name(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Type?.StartsWith(RefusalHandler.TypePrefix, StringComparison.Ordinal) is true) return;
        var (name, detail) = Of(problem, context.HttpContext);
        problem.Type = RefusalHandler.TypePrefix + name;
        problem.Title = name.Replace('-', ' ');
        problem.Detail = detail;
    }

    static (string Name, string Detail) Of(ProblemDetails problem, HttpContext context) => problem.Status switch
    {
        404 => ("unknown-address", Nothing(context)),
        405 => ("method-not-allowed", $"This address takes {context.Response.Headers.Allow}."),
        413 => ("too-large", "The body is larger than this address takes: send less at a time."),
        415 => (
            "unsupported-media-type",
            "Say what the body is: content-type: application/json, or what /openapi/v1.json lists for this address."),
        >= 500 => ("internal-error", "The service failed unexpectedly: find the traceId in its log."),
        _ => ("not-accepted", problem.Detail ?? problem.Title ?? "The request was not accepted."),
    };

    static string Nothing(HttpContext context) =>
        context.RequestServices.GetRequiredService<NearAddresses>().Of(context.Request.Path) is { Count: > 0 } near
            ? $"There is nothing at this address; near it is {string.Join("; ", near)}, and a session's id is a UUID. {All}"
            : $"There is nothing at this address. {All}";
}
