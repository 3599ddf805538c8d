namespace Realtime.Console;

/// <summary>Keeps fragments out of caches; the script that asks for one shows it only if the status is 200.</summary>
sealed class FragmentProblems : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
