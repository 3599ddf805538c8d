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
        Assert.Equal("You said: Hello there",
            string.Concat(answer.OfType<RealtimeServerUpdateResponseOutputTextDelta>().Select(delta => delta.Delta)));
        Assert.Equal("You said: Hello there", answer.OfType<RealtimeServerUpdateResponseOutputTextDone>().Single().Text);
        var response = answer.OfType<RealtimeServerUpdateResponseDone>().Single().Response;
        Assert.Equal(RealtimeResponseStatus.Completed, response.Status);
        Assert.True(response.Usage.TotalTokenCount > 0);
        Assert.NotEmpty(answer.OfType<RealtimeServerUpdateRateLimitsUpdated>().Single().RateLimitDetails);
    }

    [Fact]
    public async Task A_text_is_answered_in_audio_with_its_transcript()
    {
        await using var session = await OfficialSession.StartAsync(simulator);
        await session.Client.AddItemAsync(RealtimeItem.CreateUserMessageItem("Hello"));
        await session.Client.StartResponseAsync();

        var answer = await session.UntilResponseIsDoneAsync();
        var audio = answer.OfType<RealtimeServerUpdateResponseOutputAudioDelta>().SelectMany(delta => delta.Delta.ToArray()).ToArray();
        Assert.Equal("You said: Hello", answer.OfType<RealtimeServerUpdateResponseOutputAudioTranscriptDone>().Single().Transcript);
        Assert.Equal(900, Pcm.Milliseconds(audio));
        Assert.True(Pcm.Loudness(audio) > 1000);
    }

    [Fact]
    public async Task Speech_is_detected_transcribed_and_answered()
    {
        await using var session = await OfficialSession.StartAsync(simulator);
        await session.Client.ConfigureConversationSessionAsync(new RealtimeConversationSessionOptions
        {
            AudioOptions = new RealtimeConversationSessionAudioOptions
            {
                InputAudioOptions = new RealtimeConversationSessionInputAudioOptions
                {
                    AudioFormat = new RealtimePcmAudioFormat(),
                    AudioTranscriptionOptions = new RealtimeAudioTranscriptionOptions { Model = "gpt-transcribe" },
                    TurnDetection = new RealtimeServerVadTurnDetection { SilenceDuration = TimeSpan.FromMilliseconds(400) },
                },
                OutputAudioOptions = new RealtimeConversationSessionOutputAudioOptions { Voice = RealtimeVoice.Cedar },
            },
        });
        await session.NextAsync<RealtimeServerUpdateSessionUpdated>();

        using var speech = new MemoryStream([.. Pcm.Silence(300), .. Pcm.Speech(), .. Pcm.Silence(700)]);
        await session.Client.SendInputAudioAsync(speech);

        var heard = await session.UntilResponseIsDoneAsync();
        var started = heard.OfType<RealtimeServerUpdateInputAudioBufferSpeechStarted>().Single();
        var stopped = heard.OfType<RealtimeServerUpdateInputAudioBufferSpeechStopped>().Single();
        var length = (int)(stopped.AudioEndTime - started.AudioStartTime).TotalMilliseconds;
        Assert.InRange(length, 3000, 3800);
        Assert.Equal(started.ItemId, heard.OfType<RealtimeServerUpdateInputAudioBufferCommitted>().Single().ItemId);
        Assert.Equal($"heard {length:N0} ms",
            heard.OfType<RealtimeServerUpdateConversationItemInputAudioTranscriptionCompleted>().Single().Transcript);
        Assert.Equal($"I heard {length:N0} ms of audio.",
            heard.OfType<RealtimeServerUpdateResponseOutputAudioTranscriptDone>().Single().Transcript);
    }

    [Fact]
    public async Task Audio_without_turn_detection_is_answered_on_request()
    {
        await using var session = await OfficialSession.StartAsync(simulator);
        var input = new RealtimeConversationSessionInputAudioOptions();
        input.DisableTurnDetection();
        await session.Client.ConfigureConversationSessionAsync(new RealtimeConversationSessionOptions
        {
            OutputModalities = { RealtimeOutputModality.Text },
            AudioOptions = new RealtimeConversationSessionAudioOptions { InputAudioOptions = input },
        });
        await session.NextAsync<RealtimeServerUpdateSessionUpdated>();

        await session.Client.SendInputAudioAsync(BinaryData.FromBytes(Pcm.Tone(1240)));
        await session.Client.CommitPendingAudioAsync();
        await session.Client.StartResponseAsync();

        var answer = await session.UntilResponseIsDoneAsync();
        Assert.Equal("I heard 1,240 ms of audio.", answer.OfType<RealtimeServerUpdateResponseOutputTextDone>().Single().Text);
    }

    [Fact]
    public async Task A_function_is_called_and_its_answer_is_used()
    {
        await using var session = await OfficialSession.StartAsync(simulator);
        await session.Client.ConfigureConversationSessionAsync(new RealtimeConversationSessionOptions
        {
            OutputModalities = { RealtimeOutputModality.Text },
            Tools = { new RealtimeFunctionTool("weather") { FunctionParameters = BinaryData.FromString("""{"type":"object"}""") } },
        });
        await session.Client.AddItemAsync(RealtimeItem.CreateUserMessageItem("""call weather {"city":"Oslo"}"""));
        await session.Client.StartResponseAsync();

        var answer = await session.UntilResponseIsDoneAsync();
        var call = answer.OfType<RealtimeServerUpdateResponseFunctionCallArgumentsDone>().Single();
        Assert.Equal("weather", call.FunctionName);
        Assert.Equal("""{"city":"Oslo"}""", call.FunctionArguments.ToString());
        Assert.IsType<RealtimeFunctionCallItem>(answer.OfType<RealtimeServerUpdateResponseOutputItemDone>().Single().Item);

        await session.Client.AddItemAsync(RealtimeItem.CreateFunctionCallOutputItem(call.CallId, "12 degrees"));
        await session.Client.StartResponseAsync();
        answer = await session.UntilResponseIsDoneAsync();
        Assert.Equal("The function answered: 12 degrees", answer.OfType<RealtimeServerUpdateResponseOutputTextDone>().Single().Text);
    }

    [Fact]
    public async Task A_cancelled_response_ends_incomplete_and_its_audio_can_be_truncated()
    {
        await using var session = await OfficialSession.StartAsync(simulator, query: "model=gpt-realtime-2.1&pace=realtime");
        await session.Client.AddItemAsync(RealtimeItem.CreateUserMessageItem(new string('a', 200)));
        await session.Client.StartResponseAsync();
        var spoken = await session.NextAsync<RealtimeServerUpdateResponseOutputAudioDelta>();
        await session.Client.CancelResponseAsync();

        var response = (await session.NextAsync<RealtimeServerUpdateResponseDone>()).Response;
        Assert.Equal(RealtimeResponseStatus.Cancelled, response.Status);

        await session.Client.TruncateItemAsync(spoken.ItemId, 0, TimeSpan.FromMilliseconds(60));
        Assert.Equal(60, (await session.NextAsync<RealtimeServerUpdateConversationItemTruncated>()).AudioEndTime.TotalMilliseconds);
    }

    [Fact]
    public async Task Items_are_retrieved_and_deleted()
    {
        await using var session = await OfficialSession.StartAsync(simulator);
        await session.Client.AddItemAsync(RealtimeItem.CreateUserMessageItem("Remember this"));
        var added = Assert.IsType<RealtimeMessageItem>((await session.NextAsync<RealtimeServerUpdateConversationItemAdded>()).Item);
        await session.NextAsync<RealtimeServerUpdateConversationItemDone>();

        await session.Client.RequestItemRetrievalAsync(added.Id);
        var retrieved = Assert.IsType<RealtimeMessageItem>((await session.NextAsync<RealtimeServerUpdateConversationItemRetrieved>()).Item);
        Assert.Equal("Remember this", Assert.IsType<RealtimeInputTextMessageContentPart>(retrieved.Content.Single()).Text);

        await session.Client.DeleteItemAsync(added.Id);
        Assert.Equal(added.Id, (await session.NextAsync<RealtimeServerUpdateConversationItemDeleted>()).ItemId);
    }
}
