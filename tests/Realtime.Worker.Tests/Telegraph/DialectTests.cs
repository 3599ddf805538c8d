using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Telegraph;

/// <summary>A provider is a dialect behind one interface: a second one needs only a folder of its own.</summary>
public sealed class DialectTests
{
    [Fact]
    public void A_dialect_is_found_by_its_type() =>
        Assert.Equal("telegraph", Assert.Single(Dialects.In(typeof(TelegraphDialect).Assembly)).Name);

    [Fact]
    public void The_default_dialect_exists() =>
        Assert.NotNull(Dialects.Find(new UpstreamOptions().Dialect));

    [Fact]
    public async Task A_whole_session_runs_over_a_second_protocol()
    {
        await using var office = await TelegraphOffice.Open();
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        var conversation = Life.NewConversation();
        var (journal, loop) = await TelegraphSession.Claimed(node, conversation, office.Address);
        using (journal)
        using (loop)
        {
            await journal.StartAsync(default);
            var running = loop.Run();
            Assert.Equal("OFFICE Be brief.", await office.Next());
            Assert.Equal("gpt-realtime-2.1", office.Office);

            await node.Conversations.Transact(conversation, new SubmitText(loop.Session.SessionId, "i1", "user", "hello"), default);
            Assert.Equal(["SAY hello", "PLEASE"], [await office.Next(), await office.Next()]);
            await office.Say("BEGIN r1", "ASK c1", "this is no telegram", "END r1");
            while ((await node.Conversations.Load(conversation, default))!.State.Live is not { Handoffs.Count: 1 }) await Task.Delay(20);
            await node.Conversations.Transact(conversation, new AnswerHandoff(loop.Session.SessionId, "c1", "42"), default);
            Assert.Equal(["ANSWER c1 42", "PLEASE"], [await office.Next(), await office.Next()]);
            await office.Say("BEGIN r2", "HUSH");
            Assert.Equal("STOP", await office.Next());
            await office.Say("WORDS it is 42", "END r2");
            await office.Close();
            await running.WaitAsync(Patience.Time);
            await journal.StopAsync(default);
        }

        using var page = await node.Reader.Page(conversation, 0, 100, default);
        var story = page.Events.Select(e => e.Decode()).ToList();
        Assert.Equal("it is 42", Assert.Single(story.OfType<TranscriptCompleted>()).Text);
        var end = Assert.IsType<SessionEnded>(story[^1]);
        Assert.Equal((EndReason.TransportClosed, 1, 0), (end.Reason, end.Totals.MessagesIgnored, end.Totals.TextsUndelivered));
    }
}
