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
app.UseAntiforgery();
app.UsePerson();
app.MapDefaultEndpoints();
app.MapStaticAssets();
app.MapApi();
app.MapSignIn();
app.MapFragments();
app.MapRazorComponents<App>().WithStaticAssets();
await app.RunAsync();
