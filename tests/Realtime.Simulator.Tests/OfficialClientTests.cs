using OpenAI.Realtime;

namespace Realtime.Simulator.Tests;

/// <summary>The official OpenAI .NET client holds sessions with the simulator.</summary>
public sealed class OfficialClientTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    [Fact]
    public async Task A_text_is_answered_in_text()
    {
        await using var session = await OfficialSession.StartAsync(simulator);
        await session.Client.ConfigureConversationSessionAsync(new RealtimeConversationSessionOptions
        {
            Instructions = "Be brief.",
            OutputModalities = { RealtimeOutputModality.Text },
        });
        var updated = Assert.IsType<RealtimeConversationSession>((await session.NextAsync<RealtimeServerUpdateSessionUpdated>()).Session);
        Assert.Equal("Be brief.", updated.Instructions);
        Assert.Equal([RealtimeOutputModality.Text], updated.OutputModalities);

        await session.Client.AddItemAsync(RealtimeItem.CreateUserMessageItem("Hello there"));
        await session.Client.StartResponseAsync();

        var answer = await session.UntilResponseIsDoneAsync();
        Assert.Equal("You said: Hello there", string.Concat(answer.OfType<RealtimeServerUpdateResponseOutputTextDelta>().Select(delta => delta.Delta)));
        Assert.Equal("You said: Hello there", answer.OfType<RealtimeServerUpdateResponseOutputTextDone>().Single().Text);
        var response = answer.OfType<RealtimeServerUpdateResponseDone>().Single().Response;
        Assert.Equal(RealtimeResponseStatus.Completed, response.Status);
        Assert.True(response.Usage.TotalTokenCount > 0);
    }
}
