using Realtime.Client;
using Samples.Voice;

VoiceOptions options;
try
{
    options = VoiceOptions.Of(args);
}
catch (ArgumentException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{VoiceOptions.Usage}");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

using var typed = new StreamReader(Console.OpenStandardInput()); // Console.In does not read asynchronously
using var client = new RealtimeClient(options.Api, Environment.GetEnvironmentVariable("REALTIME_KEY"));
try
{
    return await new Talk(client, options, typed, Console.Out).Run(stop.Token) ? 0 : 1;
}
catch (Exception e) when (e is ProblemException or HttpRequestException or TimeoutException or IOException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
