using System.Net;

namespace Realtime.Chaos.Load;

/// <summary>A session over HTTP requests: starts it, sends texts and audio, and ends it or leaves it to expire.</summary>
sealed class HttpTalk(ChaosLoad load, ApiCaller api, EventReader reader, string conversation, Guid session, Random random)
{
    static readonly byte[] Audio = Noise.Pcm(milliseconds: 100);

    string Path => $"/conversations/{conversation}/sessions/{session}";

    /// <summary>False when the client cannot know whether the session started.</summary>
    public async Task<bool> Run()
    {
        var resumes = random.Next(2) == 0;
        var leftAlone = random.Next(10) == 0;
        var answer = await api.Post($"/conversations/{conversation}/sessions", new
        {
            sessionId = session,
            onWorkerLost = resumes ? "resume" : "end",
            modality = "text",
            maxSeconds = leftAlone ? 6 : 600,
            instructions = "be brief",
        });
        if (answer is not { IsPromise: true })
        {
            if (answer is null) load.NoAnswer();
            else load.Findings.Add($"The start of session {session} in {conversation} was refused: {answer}");
            return false;
        }

        load.Keep(new Promise(PromiseKind.Start, conversation, session, Version: answer.Version));
        for (var turns = random.Next(1, 6); turns > 0; turns--)
        {
            if (!await Say($"turn {turns}")) return true;
            if (random.Next(2) == 0) await api.Try($"{Path}/audio", Audio);
            await reader.Until(e => e.Type is "response_done" or "session_ended", TimeSpan.FromMilliseconds(random.Next(200, 3_000)));
            if (load.IsOver) break;
        }

        if (!leftAlone) await End();
        return true;
    }

    /// <summary>False when the session no longer takes texts.</summary>
    async Task<bool> Say(string text)
    {
        var inputId = Guid.NewGuid().ToString("N");
        var answer = await api.Post($"{Path}/text", new { text, inputId });
        if (answer is null) load.NoAnswer();
        else if (answer.IsPromise) load.Keep(new Promise(PromiseKind.Text, conversation, session, inputId, answer.Version));
        else if (answer.Status is not HttpStatusCode.Conflict)
            load.Findings.Add($"A text of session {session} in {conversation} was refused: {answer}");
        return answer is not { Status: HttpStatusCode.Conflict };
    }

    async Task End()
    {
        if (await api.Post($"{Path}/end") is { IsPromise: true }) load.Keep(new Promise(PromiseKind.End, conversation, session));
        else load.NoAnswer();
    }
}
