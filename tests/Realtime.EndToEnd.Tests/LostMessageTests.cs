using System.Net;
using Npgsql;
using Realtime.EndToEnd.Tests.Client;
using Realtime.EndToEnd.Tests.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Messages only wake: without any, the sweep finds what they would have told; without a worker, a start is given up.</summary>
public sealed class LostMessageTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_start_that_no_message_announced_is_found_by_the_sweep()
    {
        var stack = await StartStack(StackSettings.Default);
        await Patience.Until(() => Moved(stack, "transport", "out_of_reach_transport"), "the bus's tables made, and taken away");
        var session = await (await stack.Client.NewConversation().Start()).Started();
        await session.Text("no bus needed");
        await using var follower = session.Conversation.Follow();
        await follower.Until("response_done");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.True(await Moved(stack, "out_of_reach_transport", "transport"));
    }

    [Fact]
    public async Task Starts_that_no_worker_takes_are_given_up_and_may_be_ended_before()
    {
        var stack = await StartStack(OneSession(leaseSeconds: 5));
        var live = (await stack.StartSessions(1))[0];
        await stack.PretendRoom();
        var waiting = await stack.Client.NewConversation().Start();
        var unwanted = await stack.Client.NewConversation().Start();
        (await unwanted.TryEnd()).MustBe(HttpStatusCode.OK);
        Assert.Equal("requested, ended(requested)", (await unwanted.Ended()).Story());
        Assert.Equal("requested, ended(start_failed, no_worker)", (await waiting.Ended()).Story());
        await live.TryEnd();
    }

    [Fact]
    public async Task A_start_that_no_worker_has_room_for_is_refused()
    {
        var stack = await StartStack(OneSession(leaseSeconds: 5));
        var live = (await stack.StartSessions(1))[0];
        Answer refused = null!;
        await Patience.Until(async () => (refused = await stack.Client.NewConversation().TryStart()).Status is HttpStatusCode.ServiceUnavailable, "no room told");
        refused.MustBeRefused(HttpStatusCode.ServiceUnavailable, "at-capacity");
        await live.TryEnd();
    }

    static StackSettings OneSession(int leaseSeconds) => new()
    {
        Worker = new Dictionary<string, string>
        {
            ["Realtime__Worker__Capacity"] = "1",
            ["Realtime__Worker__LeaseSeconds"] = $"{leaseSeconds}",
            ["Realtime__Worker__ClaimSeconds"] = "3",
        },
    };

    /// <summary>Renames the schema of the bus, whatever follows its first word; false when there is none.</summary>
    static async Task<bool> Moved(RealtimeStack stack, string from, string to)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var find = database.CreateCommand("select nspname from pg_namespace where nspname like $1 || '%'");
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = from });
        if (await find.ExecuteScalarAsync() is not string schema) return false;
        await using var move = database.CreateCommand($"alter schema {schema} rename to {to}{schema[from.Length..]}");
        await move.ExecuteNonQueryAsync();
        return true;
    }
}
