using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Realtime.Api.Problems;

/// <summary>
/// Tells a refusal to those too who asked for something else: a client that wants an event stream, or names a type that is none, is told what is wrong
/// with its request all the same. ASP.NET Core's own writer, which comes before this one, writes nothing to it.
/// </summary>
sealed class ProblemWriter(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        context.ProblemDetails.Status ??= response.StatusCode;
        options.Value.CustomizeProblemDetails?.Invoke(context);
        return new ValueTask(response.WriteAsJsonAsync<ProblemDetails>(context.ProblemDetails, options: null, contentType: "application/problem+json", context.HttpContext.RequestAborted));
    }
}
