using Realtime.Console;
using Realtime.Console.Access;
using Realtime.Console.Components;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddConsole();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseExceptionHandler();
app.UseSameOrigin();
app.UseNotFoundPage();
app.UseAntiforgery();
app.UsePerson();
app.MapDefaultEndpoints();
app.MapStaticAssets();
app.MapApi();
app.MapSignIn();
app.MapFragments();
app.MapGet("/conversations/{conversation}", (string conversation) =>
    TypedResults.LocalRedirect($"/?conversation={Uri.EscapeDataString(conversation)}")); // its sessions are a filter of the list
app.MapRazorComponents<App>().WithStaticAssets();
await app.RunAsync();
