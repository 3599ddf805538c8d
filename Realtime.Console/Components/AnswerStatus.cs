namespace Realtime.Console.Components;

static class AnswerStatus
{
    /// <summary>
    /// Answers with this status. It is set when the answer begins: if Blazor found a 404 before that, it would leave the page empty for
    /// another part of the application to fill.
    /// </summary>
    public static void AnswerWith(this HttpContext context, int status)
    {
        if (context.Response.HasStarted) return;
        context.Response.OnStarting(() =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
    }
}
