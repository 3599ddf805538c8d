using Microsoft.AspNetCore.Authentication.Cookies;
using Realtime.Client;

namespace Samples.Backend;

/// <summary>
/// The back end of an application with users: it has the API's key, and gives the pages of signed-in users client secrets. A user holds
/// sessions as the same client, whatever the page or the secret, and reads only their own conversations.
/// </summary>
public static class BackendSample
{
    const string Api = "REALTIME_API", Key = "REALTIME_KEY", DefaultApi = "http://localhost:5080";

    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var api = new Uri(builder.Configuration[Api] ?? DefaultApi);
        builder.Services.AddSingleton(_ => new RealtimeClient(api, builder.Configuration[Key]));
        builder.Services.AddOptions<UserOptions>().Bind(builder.Configuration)
            .Validate(options => options.Users.Count > 0,
                "Users names nobody who may sign in: set Users__anna=PASSWORD.").ValidateOnStart();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/signin";
            cookie.Cookie.SameSite = SameSiteMode.Strict; // a page of another site makes no secrets with it
        });
        builder.Services.AddAuthorization();

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSignIn();
        var users = app.MapGroup("").RequireAuthorization();
        users.MapPost("/secret", (HttpContext context, RealtimeClient realtime, CancellationToken ct) =>
            Secrets.Make(context.User, realtime, api, ct));
        users.MapGet("/conversations/{conversation}",
            (string conversation, HttpContext context, RealtimeClient realtime, CancellationToken ct) =>
            Histories.Read(conversation, context.User, realtime, ct));
        users.MapGet("/", () => Results.File(Path.Combine(app.Environment.WebRootPath, "index.html"), "text/html"));
        app.UseStaticFiles(); // the page's script and style, which say nothing
        return app;
    }
}
