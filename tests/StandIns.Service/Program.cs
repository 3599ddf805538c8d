using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;

// A service that behaves, or misbehaves, as its settings say.
var settings = new ConfigurationBuilder().AddEnvironmentVariables("SERVICE_").Build();

Console.WriteLine($"started as {Environment.ProcessId}");
if (settings["SAYS"] is { } words)
    Console.WriteLine(words);
if (settings["DIES"] is { } exitCode)
{
    Console.Error.WriteLine("something is missing");
    return int.Parse(exitCode, System.Globalization.CultureInfo.InvariantCulture);
}

if (settings["SPAWNS"] is not null)
    Console.WriteLine($"spawned {Process.Start("sleep", "600").Id}");

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet("/health", () => settings["SICK"] is null ? Results.Ok() : Results.StatusCode(503));
app.MapGet("/pid", () => Environment.ProcessId);
app.MapGet("/args", () => args);
app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value));
app.MapPost("/die", () => Environment.Exit(7));
if (settings["STUBBORN"] is not null)
{
    using var ignored = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
    await app.StartAsync();
    await Task.Delay(Timeout.InfiniteTimeSpan);
}

await app.RunAsync();
Console.WriteLine("stopped");
return 0;
