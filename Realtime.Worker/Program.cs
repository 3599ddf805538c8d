using Realtime.ServiceDefaults.WebSockets;
using Realtime.Worker;
using Realtime.Worker.Internal;

var builder = WebApplication.CreateBuilder(args);
builder.UsePollThreads(); // before anything opens a socket
builder.AddServiceDefaults();
builder.AddWorker();

var app = builder.Build();
app.UseWebSockets();
app.MapDefaultEndpoints();
app.MapInternal();
await app.RunAsync();
