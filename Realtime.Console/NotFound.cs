namespace Realtime.Console;

static class NotFound
{
    /// <summary>Shows a page where there is none. The API's own answers, and those to forms, stay as they are.</summary>
    public static void UseNotFoundPage(this IApplicationBuilder app) => app.UseWhen(
        context => HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"),
        pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
}
