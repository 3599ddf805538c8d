namespace Realtime.Chaos.Load;

/// <summary>
/// A session that a live socket starts and drives: sends texts, audio and the answer to a tool call, then closes the socket or aborts it.
/// </summary>
sealed class LiveTalk(ChaosLoad load, ApiCaller api, EventReader reader, string conversation, Guid session, Random random)
{
    static readonly string Audio = Convert.ToBase64String(Noise.Pcm(milliseconds: 100));

    static readonly object Configuration = new
    {
        type = "session.update",
        session = new
        {
            type = "realtime",
            output_modalities = new[] { "text" },
            tools = new[] { new { type = "function", name = "look_up", parameters = new { type = "object" } } },
        },
    };

    /// <summary>False when the client cannot know whether the session started.</summary>
    public async Task<bool> Run()
    {
        var lost = random.Next(2) == 0 ? "resume" : "end";
        var wire = new LiveWire(load, conversation, session,
            $"/v1/realtime?model=sim&conversation={conversation}&session={session}&onWorkerLost={lost}", new Random(random.Next()));
        try
        {
            if (!await wire.Opened)
            {
                load.NoAnswer();
                return false;
            }

            load.Keep(new Promise(PromiseKind.Start, conversation, session));
            await wire.TrySend(Configuration);
            for (var turns = random.Next(1, 6); turns > 0 && !wire.HasEnd && !load.IsOver; turns--) await Turn(wire, $"turn {turns}");
            if (random.Next(8) == 0) wire.Vanish();
            else await Leave(wire);
            return true;
        }
        finally
        {
            await wire.DisposeAsync();
        }
    }

    async Task Turn(LiveWire wire, string text)
    {
        switch (random.Next(3))
        {
            case 0:
                for (var frame = 0; frame < 10; frame++)
                {
                    await wire.TrySend(new { type = "input_audio_buffer.append", audio = Audio });
                    await Task.Delay(50);
                }

                await wire.TrySend(new { type = "input_audio_buffer.clear" });
                break;
            case 1:
                await Ask(wire, "call look_up {\"of\":1}");
                if (await reader.Until(e => e.Type is "handoff_requested" or "session_ended" && e.Session == session,
                    TimeSpan.FromSeconds(3)) is { Type: "handoff_requested" } call)
                    await Answer(call.Text("callId")!);
                break;
            default:
                await Ask(wire, text);
                await wire.Answered(TimeSpan.FromMilliseconds(random.Next(200, 3_000)));
                break;
        }
    }

    static async Task Ask(LiveWire wire, string text)
    {
        await wire.TrySend(new { type = "conversation.item.create",
            item = new { type = "message", role = "user", content = new[] { new { type = "input_text", text } } } });
        await wire.TrySend(new { type = "response.create" });
    }

    async Task Answer(string call)
    {
        var answer = await api.Post($"/conversations/{conversation}/sessions/{session}/handoffs/{call}", new { output = "found" });
        if (answer is null) load.NoAnswer();
        else if (answer.IsPromise) load.Keep(new Promise(PromiseKind.HandoffAnswer, conversation, session, call, answer.Version));
    }

    /// <summary>Closes the socket. If the end does not follow, it requests the end over HTTP.</summary>
    async Task Leave(LiveWire wire)
    {
        await wire.Close();
        await wire.Done(TimeSpan.FromSeconds(4));
        if (wire.HasEnd) return;
        if (await api.Post($"/conversations/{conversation}/sessions/{session}/end") is { IsPromise: true })
            load.Keep(new Promise(PromiseKind.End, conversation, session));
        else load.NoAnswer();
    }
}
