using System.Diagnostics;
using System.Globalization;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

/// <summary>Sessions and conversations with very many events. Prints how long a page takes.</summary>
public sealed class LargeLogTests(ITestOutputHelper output) : StackTests(output)
{
    readonly ITestOutputHelper output = output;

    [Fact]
    public async Task A_session_of_ten_thousand_events_in_a_conversation_of_a_hundred_thousand_is_one_picture()
    {
        // No worker, so that nobody but the test writes; the test keeps the projections.
        var stack = await StartStack(new StackSettings { Workers = 0 });
        await using var node = await Node.Start(stack.Database, runsDaemon: true);
        await using var console = await ConsoleServices.StartConsole(stack.Api.Address);
        var conversation = Life.NewConversation();
        var sessions = new List<Guid>();
        for (var n = 0; n < 10; n++) sessions.Add(await Talk(node, conversation, turns: 2_000));
        var longest = await Talk(node, conversation, turns: 5_000);

        using var http = new HttpClient { Timeout = Patience.Time };
        async Task<string> Page(Guid session, string query = "")
        {
            var address = $"http://localhost:{console.Address.Port}/conversations/{conversation}/sessions/{session}{query}";
            string page = "";
            await Patience.Until(async () =>
                (page = await http.GetStringAsync(new Uri(address))).Contains("id=\"figure\"", StringComparison.Ordinal));
            var clock = Stopwatch.StartNew();
            page = await http.GetStringAsync(new Uri(address));
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{page.Length / 1024} KiB in {clock.ElapsedMilliseconds} ms: {address}"));
            return page;
        }

        var middle = await Page(sessions[4]);
        Assert.Contains($"As of version <output id=\"as-of-shown\">{5 * 10_005}</output>", middle, StringComparison.Ordinal);
        Assert.Contains("of 10,005", middle, StringComparison.Ordinal);
        Assert.True(middle.Length < 2_000_000);
        Assert.DoesNotContain("versions before", middle, StringComparison.Ordinal);

        var cut = await Page(longest);
        Assert.Contains("The 5,005 versions before", cut, StringComparison.Ordinal);
        Assert.True(cut.Length < 2_000_000);
        var first = 10 * 10_005 + 1;
        Assert.Contains("session_requested", await Page(longest, $"?asOf={first + 10}"), StringComparison.Ordinal);
    }

    /// <summary>A session whose turns have five events each, and five events around them.</summary>
    static async Task<Guid> Talk(Node node, string conversation, int turns)
    {
        var session = await node.Conversations.Request(conversation);
        await node.Conversations.Claim(conversation, session);
        await node.Conversations.Record(conversation, session, Life.Started(session));
        foreach (var part in Enumerable.Range(0, turns).Chunk(500))
            await node.Conversations.Record(conversation, session, [.. part.SelectMany(n => new SessionEvent[]
            {
                new SpeechStarted(session, $"u{n}", n * 1_000), new SpeechStopped(session, $"u{n}", n * 1_000 + 500),
                new TranscriptDelta(session, $"a{n}", "assistant", "Certainly. "),
                new TranscriptCompleted(session, $"a{n}", "assistant", $"Certainly. This is answer {n}."),
                new UpstreamWarned(session, "slow", "The model takes its time."),
            })]);
        await node.Conversations.RequestEnd(conversation, session);
        await node.Conversations.End(conversation, session, new SessionOutcome(EndReason.Requested));
        return session;
    }
}
