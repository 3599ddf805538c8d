using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Samples.Tests;

/// <summary>samples/console while the services under it are killed.</summary>
public sealed class ConsoleSampleLossTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_conversation_goes_on_when_its_API_and_its_worker_are_killed()
    {
        var stack = await StartStack(new StackSettings
        {
            Workers = 2, Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5" },
        });
        var address = stack.Api.Address;
        using var sample = SampleProcess.Start("Samples.Console", "--api", address.ToString(), "--conversation", "talk", "--quiet");
        await sample.Until("type a line");
        await sample.Type("one");
        await sample.Until("model: You said: one");

        await stack.Api.Kill();
        await stack.StartApi(address.ToString());
        await sample.Until("is back");
        await sample.Type("two");
        await sample.Until("model: You said: two");

        var conversation = new ConversationClient(stack.Client, "talk");
        var session = Guid.Parse(sample.Seen[0].Split(' ')[1]);
        await (await stack.OwnerOf(conversation.Session(session))).Kill();
        await using var follower = conversation.Follow();
        await follower.Until("session_resumed", session);
        await sample.Type("three");
        await sample.Until("model: You said: three");
        await sample.Type("");
        Assert.Equal(0, await sample.ExitCode());
    }
}
