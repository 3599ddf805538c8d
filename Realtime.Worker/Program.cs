using Realtime.Worker;
using Realtime.Worker.Internal;
using Realtime.ServiceDefaults.WebSockets;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.UsePollThreads();
builder.AddWorker();

var app = builder.Build();
app.UseWebSockets();
app.MapDefaultEndpoints();
app.MapInternal();
await app.RunAsync();
