using Realtime.Api;
using Realtime.Api.Access;
using Realtime.Api.Access.Keys;
using Realtime.Api.Access.SignIn;
using Realtime.Api.Audit;
using Realtime.Api.Browsers;
using Realtime.Api.Description.AsyncApi;
using Realtime.Api.Events;
using Realtime.Api.Limits;
using Realtime.Api.Live;
using Realtime.Api.Models;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.Api.Tls;
using Realtime.Api.Workers;
using Realtime.EventLog;
using Realtime.ServiceDefaults.WebSockets;
using Scalar.AspNetCore;

if (args is [KeyCommand.Name, ..]) return await KeyCommand.Run(args[1..]);

var builder = WebApplication.CreateBuilder(args);
builder.UsePollThreads(); // before anything opens a socket
builder.AddServiceDefaults();
builder.AddAccess();
builder.AddEventLog();
builder.AddRealtimeBus();
builder.AddApi();
builder.AddTls();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseKnownCharsets();
app.UseWebSockets();
app.UseBrowserRules();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseRequestQuotas();
app.UseKnownQuery();
app.UseNoUnwantedBody();
app.MapDefaultEndpoints();
app.MapOpenApi().AllowAnonymous();
app.MapAsyncApi().AllowAnonymous();
app.MapScalarApiReference("/reference", page => page.WithTitle("Realtime API").DisableDefaultFonts().DisableAgent().DisableTelemetry()
    .AddDocument(AsyncApiDocument.Name, "Calls").AddAsyncApiDocument("events", "Events and live sockets", AsyncApiEndpoint.Address))
    .AllowAnonymous();
app.MapSessions();
app.MapEvents();
app.MapLive();
app.MapModels();
app.MapWorkers();
app.MapAudit();
app.MapKeys();
app.MapSpending();
app.MapSignIn();
await app.RunAsync();
return 0;
