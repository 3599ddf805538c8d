using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Realtime.Api.Problems;

/// <summary>
/// Writes problem+json also to a client that accepts only other types, such as an event stream: ASP.NET Core's own writer, which comes
/// before this one, writes nothing then.
/// </summary>
sealed class ProblemWriter(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        context.ProblemDetails.Status ??= response.StatusCode;
        options.Value.CustomizeProblemDetails?.Invoke(context);
        return new ValueTask(response.WriteAsJsonAsync<ProblemDetails>(context.ProblemDetails, options: null,
            contentType: "application/problem+json", context.HttpContext.RequestAborted));
    }
}
