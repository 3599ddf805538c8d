namespace Realtime.Chaos.Load;

/// <summary>One client in one conversation: one or two sessions, over HTTP or a live socket, followed by one or two readers.</summary>
sealed class Talker(ChaosLoad load, Random random)
{
    /// <summary>Longer than all bounds of a session's end together.</summary>
    static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(75);

    readonly ApiCaller api = new(load, new Random(random.Next()));
    readonly string conversation = load.NewConversation();

    public async Task HaveConversation()
    {
        var readers = Enumerable.Range(0, random.Next(1, 3)).Select(_ => new EventReader(load, conversation, new Random(random.Next())))
            .ToList();
        try
        {
            for (var sessions = random.Next(1, 3); sessions > 0; sessions--)
            {
                var session = Guid.CreateVersion7();
                var isOver = random.Next(10) < 6
                    ? await new HttpTalk(load, api, readers[0], conversation, session, random).Run()
                    : await new LiveTalk(load, api, readers[0], conversation, session, random).Run();
                if (!isOver) return; // the session may or may not have started
                if (!await readers[0].Ended(session, EndPatience))
                {
                    load.Findings.Add(
                        $"Session {session} in {conversation}: its reader saw no end within "
                        + $"{EndPatience.TotalSeconds} s after the client was done with it.");
                    return;
                }
            }

            // Give the second reader a moment; the check of its record shows what it missed.
            await Task.Delay(random.Next(300));
        }
        finally
        {
            foreach (var reader in readers) await reader.DisposeAsync();
        }
    }
}
