using System.Net;
using Realtime.Testing.Servers;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>PostgreSQL is down for longer than a lease, and comes back.</summary>
public sealed class DatabaseOutageTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Sessions_go_on_their_ends_are_recorded_and_readers_resume()
    {
        await using var database = await PostgresServer.Create();
        var stack = await StartStack(new StackSettings
        {
            Workers = 2,
            Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5" },
            Database = database.ConnectionString,
        });
        var sessions = await stack.StartSessions(6);
        var followers = sessions.Select(session => session.Conversation.Follow()).ToList();
        foreach (var follower in followers) await follower.Until("upstream_configured");
        var (closed, flooded) = (sessions[0], sessions[1]);

        await database.Stop();
        await stack.Upstream.Break(closed.Id, "close&code=4005");
        await stack.Upstream.Break(flooded.Id, "flood&count=200");
        await Task.Delay(LongerThanALease);
        Assert.NotEqual(HttpStatusCode.OK, (await stack.Client.Get("/health")).Status);
        Assert.InRange((int)(await stack.Client.Get(sessions[2].Conversation.Path)).Status, 500, 599);
        await database.Start();

        var end = await followers[0].Until("session_ended");
        Assert.Equal(("transport_closed", 4005, true),
            (end.Text("reason"), end.Data.GetProperty("closeCode").GetInt32(), end.Data.GetProperty("totalsComplete").GetBoolean()));
        await followers[1].Until(e => e.Text("itemId") == "item_flood_200", "the last of the flood");
        Assert.Equal(200, followers[1].Seen.Count(e => e.Type == "item_added"));
        foreach (var (session, follower) in sessions.Zip(followers).Skip(1))
        {
            await Patience.Until(async () => (await session.TryText("still here?", inputId: "after")).Status is HttpStatusCode.Accepted,
                "a text accepted after the outage");
            await follower.Until("response_done");
            await session.TryEnd();
            Assert.Equal("requested", (await follower.Until("session_ended")).Text("reason"));
            await follower.DisposeAsync();
        }

        await followers[0].DisposeAsync();
        await CloseStacks(); // before the database is disposed
    }
}
