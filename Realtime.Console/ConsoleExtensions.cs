using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.FluentUI.AspNetCore.Components;
using Realtime.Console.Access;
using Realtime.Console.Api;
using Realtime.Console.Timelines;

namespace Realtime.Console;

static class ConsoleExtensions
{
    public static void AddConsole(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets(); // also where the environment is not Development; a published console has the files itself
        var services = builder.Services;
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRazorComponents();
        services.AddFluentUIComponents();
        services.AddHttpContextAccessor();
        // A form without its token is answered 400, and is no error of the console.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddReverseProxy();
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = ConsoleCookies.Antiforgery;
            forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        var keys = services.AddDataProtection().SetApplicationName("realtime-console");
        if (builder.Configuration[$"{ConsoleOptions.Section}:{nameof(ConsoleOptions.KeysFolder)}"] is { Length: > 0 } folder)
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        else
            keys.UseEphemeralDataProtectionProvider();
        services.AddSingleton<KeyCookie>();
        services.AddSingleton<CallerHeaders>();
        services.AddSingleton(provider => ApiConnection.To(provider.GetRequiredService<IOptions<ConsoleOptions>>().Value));
        services.AddScoped<ApiCalls>();
        services.AddScoped<SessionsApi>();
        services.AddScoped<EventsApi>();
        services.AddScoped<PictureReader>();
        services.AddScoped<WorkersApi>();
        services.AddScoped<KeysApi>();
        services.AddScoped<TrustApi>();
        services.AddScoped<StatisticsApi>();
        services.AddScoped<ModelsApi>();
        services.AddSingleton(TimeProvider.System);
        services.AddScoped<Person>();
    }
}
