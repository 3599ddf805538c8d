using Realtime.Api;
using Realtime.Api.Audit;
using Realtime.Api.Events;
using Realtime.Api.Live;
using Realtime.Api.Sessions;
using Realtime.Api.Tls;
using Realtime.Api.Workers;
using Realtime.EventLog;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddSingleton(new Author("api"));
builder.AddEventLog();
builder.AddRealtimeBus();
builder.AddApi();
builder.AddTls();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseWebSockets();
app.MapDefaultEndpoints();
app.MapOpenApi();
app.MapSessions();
app.MapEvents();
app.MapLive();
app.MapWorkers();
app.MapAudit();
await app.RunAsync();
