// Holds conversations, one after the other, until its input ends, and writes down everything that it reads.
//   dotnet run --project samples/reconnecting -- http://localhost:5080 FOLDER NAME
using Realtime.Client;
using Samples.Reconnecting;

var (url, folder, prefix) = (new Uri(args[0]), args[1], args[2]);
using var client = new RealtimeClient(url);
using var over = new CancellationTokenSource();
await Task.WhenAll(Lane("talk-a", Talk.Hold), Lane("talk-b", Talk.Hold), Lane("live", LiveTalk.Hold), Listen());

async Task Lane(string kind, Func<RealtimeClient, string, Action<string>, Task> hold)
{
    for (var number = 0; !over.IsCancellationRequested; number++)
    {
        var name = $"{prefix}-{kind}-{number}";
        await using var file = new StreamWriter(Path.Combine(folder, $"{name}.ndjson")) { AutoFlush = true };
        await hold(client, name, file.WriteLine);
    }
}

async Task Listen()
{
    await Console.In.ReadToEndAsync();
    await over.CancelAsync();
}
