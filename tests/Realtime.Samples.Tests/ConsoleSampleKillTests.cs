using Realtime.Testing.Faults;
using Xunit.Abstractions;

namespace Realtime.Samples.Tests;

/// <summary>samples/console while everything under it is killed, again and again.</summary>
public sealed class ConsoleSampleKillTests(ITestOutputHelper output)
{
    /// <summary>In so many rounds a session gets no more owners than it may have.</summary>
    const int RoundsOfTalk = 10;

    [Fact]
    public async Task Its_user_is_answered_whatever_is_killed()
    {
        await using var stack = await InjuredStack.Start();
        foreach (var faults in Faults.Of(rounds: 5).Chunk(RoundsOfTalk))
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
        await Answered(sample, "nothing is killed yet");
        foreach (var (round, fault) in faults.Index())
        {
            await stack.Inflict(fault);
            await Answered(sample, $"round {round} after {fault}");
        }

        await sample.Type("");
        Assert.Equal(0, await sample.ExitCode());
    }

    /// <summary>A user who hears nothing says it again.</summary>
    static async Task Answered(SampleProcess sample, string line)
    {
        var answer = sample.Until($"model: You said: {line}");
        while (!answer.IsCompleted)
        {
            await sample.Type(line);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(5)));
        }

        await answer;
    }
}
