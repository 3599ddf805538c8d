using Realtime.Api;
using Realtime.Api.Access;
using Realtime.Api.Access.Keys;
using Realtime.Api.Access.SignIn;
using Realtime.Api.Audit;
using Realtime.Api.Events;
using Realtime.Api.Limits;
using Realtime.Api.Live;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.Api.Tls;
using Realtime.Api.Workers;
using Realtime.EventLog;
using Scalar.AspNetCore;

if (args is [KeyCommand.Name, ..]) return await KeyCommand.Run(args[1..]);

var builder = WebApplication.CreateBuilder(args);
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
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();
app.UseRequestQuotas();
app.MapDefaultEndpoints();
app.MapOpenApi().AllowAnonymous();
app.MapScalarApiReference("/reference", page => page.WithTitle("Realtime API").DisableDefaultFonts().DisableAgent().DisableTelemetry())
    .AllowAnonymous();
app.MapSessions();
app.MapEvents();
app.MapLive();
app.MapWorkers();
app.MapAudit();
app.MapKeys();
app.MapSignIn();
await app.RunAsync();
return 0;
