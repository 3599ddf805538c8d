using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Identity;

public sealed class TakeOverTests(ITestOutputHelper output) : StackTests(output)
{
    const int Rounds = 3, Texts = 55;

    /// <summary>
    /// Texts come while no worker owns the session, between the next owner's claim and its reading of the log, and after it.
    /// </summary>
    [Fact]
    public async Task A_text_at_any_moment_of_a_takeover_reaches_the_model_once()
    {
        var stack = await StartStack(new()
        {
            Workers = 2,
            Worker = new Dictionary<string, string> { ["Realtime__Worker__LeaseSeconds"] = "3",
                ["Realtime__Worker__SweepMilliseconds"] = "200" },
        });
        var session = (await stack.StartSessions(1, new { onWorkerLost = "resume", modality = "text" }))[0];
        await using var follower = session.Conversation.Follow();
        await session.Text("first");
        await follower.Until("response_done");
        for (var round = 1; round <= Rounds; round++)
        {
            var owner = await stack.OwnerOf(session);
            await owner.Kill();
            stack.Workers.Remove(owner);
            await stack.StartWorker();
            var resumed = follower.Until("session_resumed");
            // Until the lost worker's lease is about to expire.
            await Patience.Until(async () => await Left(stack, owner.Address) < 150, "the lease to run out");
            for (var text = 0; text < Texts; text++)
            {
                (await session.TryText($"{round}-{text}")).MustBe(HttpStatusCode.Accepted);
                if (!resumed.IsCompleted) await Task.Delay(TimeSpan.FromMilliseconds(15));
            }

            await resumed;
            await Patience.Until(async () => (await session.Conversation.Events()).Count(e => e.Type == "text_delivered") == 1
                + round * Texts, "all texts delivered");
            await Patience.Until(async () => Responses(await session.Conversation.Events()) is var (begun, done) && begun > 0
                && begun == done, "the model to be silent");
        }

        var events = await session.Conversation.Events();
        var last = events.Last(e => e.Type == "session_resumed");
        var saidByModel = events.Where(e => e.Version < last.Version && e.Type == "item_done"
            && e.Data.GetProperty("item").GetProperty("role").GetString() == "assistant").Count();
        var told = (await stack.Upstream.Connections(session.Id))[^1].Received["conversation.item.create"];
        Assert.Equal(1 + Rounds * Texts + saidByModel, told);
        var items = events.Where(e => e.Type == "item_done").Select(e => e.Text("itemId")).ToList();
        Assert.Equal(items.Distinct(), items);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    static (int Begun, int Done) Responses(IReadOnlyList<Event> events) =>
        (events.Count(e => e.Type == "response_started"), events.Count(e => e.Type == "response_done"));

    static async Task<long> Left(RealtimeStack stack, Uri worker) =>
        (await stack.ListedWorkers()).TryGetValue(worker, out var row) ? row.GetProperty("leaseMilliseconds").GetInt64() : 0;
}
