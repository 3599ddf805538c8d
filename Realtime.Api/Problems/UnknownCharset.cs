using System.Text;

namespace Realtime.Api.Problems;

/// <summary>Refuses a body in an unknown encoding: ASP.NET Core's JSON reader would answer it with 500.</summary>
static class UnknownCharset
{
    public static void UseKnownCharsets(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.GetTypedHeaders().ContentType is not { Charset: { Length: > 0 } charset }
            || IsKnown(charset.ToString().Trim('"')))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    static bool IsKnown(string name)
    {
        try
        {
            return Encoding.GetEncoding(name) is not null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
