using System.Net;
using System.Text.Json;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Draining workers take no new sessions, and their sessions end by themselves.</summary>
public sealed class DrainTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly StackSettings TwoWorkers =
        new() { Workers = 2, Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "5" } };

    [Fact]
    public async Task A_draining_worker_takes_no_new_session_and_keeps_its_own()
    {
        var stack = await StartStack(TwoWorkers);
        var session = (await stack.StartSessions(1))[0];
        var drained = await stack.OwnerOf(session);
        var other = stack.Workers.Single(w => w != drained);
        var id = await stack.IdOf(drained);

        var answer = (await stack.Client.Post($"/workers/{id}/drain")).MustBe(HttpStatusCode.OK);
        Assert.Equal((id, true), (answer.Json.GetProperty("id").GetString(), answer.Json.GetProperty("draining").GetBoolean()));
        (await stack.Client.Post($"/workers/{id}/drain")).MustBe(HttpStatusCode.OK);
        (await stack.Client.Post("/workers/nobody/drain")).MustBeRefused(HttpStatusCode.NotFound, "unknown-worker");
        await Patience.Until(async () => await drained.Health("lease") == "Degraded", "the worker draining");
        Assert.Equal("Healthy", await other.Health("lease"));

        var later = await stack.StartSessions(6);
        Assert.Equal(6, (await stack.OwnedBy(other, later)).Count);
        await session.Text("still here?");
        await using (var follower = session.Conversation.Follow()) await follower.Until("response_done");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        await Patience.Until(async () => Load((await stack.ListedWorkers())[drained.Address]) == 0,
            "no session left at the drained worker");
        var listed = (await stack.ListedWorkers())[drained.Address];
        Assert.Equal((true, false), (listed.GetProperty("draining").GetBoolean(), listed.GetProperty("lost").GetBoolean()));
        Assert.InRange(listed.GetProperty("leaseMilliseconds").GetInt64(), 1, 5_000);

        (await stack.Drain(other)).MustBe(HttpStatusCode.OK);
        Answer refused = null!;
        await Patience.Until(async () =>
            (refused = await stack.Client.NewConversation().TryStart()).Status is HttpStatusCode.ServiceUnavailable,
            "the API knows that no worker has room");
        refused.MustBeRefused(HttpStatusCode.ServiceUnavailable, "at-capacity");
        Assert.NotNull(refused.RetryAfter);
    }

    /// <summary>The drain is in the database, so it needs no answer of the worker.</summary>
    [Fact]
    public async Task A_worker_that_the_API_cannot_reach_learns_of_the_drain_at_its_next_renewal()
    {
        var stack = await StartStack(new StackSettings
        {
            Worker = new Dictionary<string, string>
            {
                ["Realtime__Worker__Address"] = "http://127.0.0.1:9",
                ["Realtime__Worker__LeaseSeconds"] = "3",
            },
        });
        var worker = (await stack.Client.Get("/workers")).Json.GetProperty("workers")[0].GetProperty("id").GetString();
        (await stack.Client.Post($"/workers/{worker}/drain")).MustBe(HttpStatusCode.Accepted);
        await Patience.Until(async () => await stack.Workers[0].Health("lease") == "Degraded", "the worker draining");
        (await stack.Client.NewConversation().TryStart()).MustBeRefused(HttpStatusCode.ServiceUnavailable, "at-capacity");
    }

    static int Load(JsonElement worker) => worker.GetProperty("load").GetInt32();
}
