using Realtime.Testing.Client;
using Realtime.Testing.Faults;
using Xunit.Abstractions;

namespace Realtime.Samples.Tests;

/// <summary>samples/console while everything under it is killed, again and again.</summary>
public sealed class ConsoleSampleKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Its_user_is_answered_whatever_is_killed()
    {
        await using var stack = await InjuredStack.Start();
        foreach (var faults in Faults.OfTalks(rounds: 5))
        {
            var conversation = $"talk-{Guid.NewGuid():N}";
            var begun = TimeProvider.System.GetUtcNow();
            try
            {
                await Talk(stack, conversation, faults);
            }
            catch
            {
                using var http = new HttpClient { BaseAddress = stack.Address };
                output.WriteLine(await http.GetStringAsync(new Uri($"/conversations/{conversation}/events?limit=1000", UriKind.Relative)));
                output.WriteLine(stack.LogsSince(begun));
                throw;
            }
        }

        await stack.Check();
    }

    static async Task Talk(InjuredStack stack, string conversation, Fault[] faults)
    {
        using var sample = SampleProcess.Start("Samples.Console", "--api", stack.Address.ToString(), "--conversation", conversation, "--quiet");
        await sample.Until("type a line");
        await stack.Talk(faults, line => SayAgain.Until(sample.Until($"model: You said: {line}"), () => sample.Type(line)));
        await sample.Type("");
        Assert.Equal(0, await sample.ExitCode());
    }
}
