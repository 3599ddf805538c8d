using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Identity;

public sealed class WaitingTests(ITestOutputHelper output) : StackTests(output)
{
    /// <summary>Every text changes the conversation's document, but a session's age counts from its request.</summary>
    [Fact]
    public async Task A_client_that_keeps_writing_does_not_keep_a_session_waiting()
    {
        var stack = await StartStack(new()
        {
            Worker = new Dictionary<string, string> { ["Realtime__Worker__Capacity"] = "1", ["Realtime__Worker__ClaimSeconds"] = "4" },
        });
        var live = (await stack.StartSessions(1))[0];
        await stack.PretendRoom();
        var waiting = await stack.Client.NewConversation().Start();
        using var over = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            // More slowly than the queue fills within a test's patience, and more often than any sweep could miss.
            for (var text = 0; !over.IsCancellationRequested && text < 60; text++)
            {
                await waiting.TryText($"are you there? {text}");
                await Task.Delay(TimeSpan.FromMilliseconds(500));
            }
        });

        var events = await waiting.Ended();
        await over.CancelAsync();
        await writing;
        Assert.Equal("requested, ended(start_failed, no_worker)", events.Life());
        // Far fewer than if each text delayed the end.
        Assert.InRange(events.Count(e => e.Type == "text_submitted"), 1, 59);
        await live.TryEnd();
    }
}
