using System.Net;
using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Upstream dies while a thousand sessions are live.</summary>
public sealed class StressTests(ITestOutputHelper output) : StackTests(output)
{
    const int Sessions = 1_000;

    [Fact]
    public async Task When_upstream_dies_a_thousand_sessions_end_once_each_while_the_API_answers()
    {
        var stack = await StartStack(StackSettings.Default);
        await Parallel.ForAsync(0, Sessions, new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (_, _) => await stack.Client.NewConversation("crowd").Start());
        await Patience.Until(async () => await Count(stack, "session_started") == Sessions, "a thousand starts");

        await stack.Simulator.Kill();
        var answers = 0;
        await Patience.Until(async () =>
        {
            (await stack.Client.Get("/health")).MustBe(HttpStatusCode.OK);
            var late = await stack.Client.NewConversation().Start();
            Assert.Equal("requested, claimed, ended(start_failed, upstream_unreachable)", (await late.Ended()).Story());
            answers++;
            return await Count(stack, "session_ended") == Sessions + answers;
        }, "a thousand ends");

        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var reasons = database.CreateCommand(
            "select count(*) from mt_events where type = 'session_ended' and data ->> 'reason' = 'error' and "
            + "data -> 'error' ->> 'code' = 'transport_lost'");
        Assert.Equal((long)Sessions, await reasons.ExecuteScalarAsync());
    }

    static async Task<long> Count(RealtimeStack stack, string type)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var count = database.CreateCommand("select count(*) from mt_events where type = $1");
        count.Parameters.Add(new NpgsqlParameter<string> { TypedValue = type });
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
