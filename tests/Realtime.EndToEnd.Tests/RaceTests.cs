using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>Two causes of an end in the same instant, hundreds of times over real sockets. Each session has one end.</summary>
[Collection(SharedServices.Name)]
public sealed class RaceTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    const int Times = 150;
    const int AtOnce = 12;

    [Fact]
    public Task A_connection_that_closes_at_once_always_has_a_start_and_a_close() => Race(async () =>
    {
        var session = await Api.NewConversation("race").StartWithFault("close-at-once");
        Assert.Equal("requested, claimed, started, ended(transport_closed)", (await session.Ended()).Story());
    });

    [Fact]
    public Task An_end_request_that_races_with_a_clean_close_gives_one_end() => Race(async () =>
    {
        var session = await (await Api.NewConversation("race").Start()).Started();
        await Task.WhenAll(session.TryEnd(), Upstream.TryBreak(session.Id, "close"));
        Assert.Contains((await session.Ended()).End().Text("reason"), (string[])["requested", "transport_closed"]);
    });

    [Fact]
    public Task An_end_request_that_races_with_an_error_gives_one_end() => Race(async () =>
    {
        var session = await (await Api.NewConversation("race").Start()).Started();
        await Task.WhenAll(session.TryEnd(), Upstream.TryBreak(session.Id, "insufficient-quota"));
        Assert.Contains((await session.Ended()).End().Text("reason"), (string[])["requested", "error"]);
    });

    [Fact]
    public Task A_write_failure_that_races_with_an_upstream_error_gives_one_end() => Race(async () =>
    {
        var session = await (await Api.NewConversation("race").Start()).Started();
        await Task.WhenAll(Upstream.TryBreak(session.Id, "insufficient-quota,drop"), session.TryText("one"), session.TryText("two"));
        var end = (await session.Ended()).End();
        Assert.Equal("error", end.Text("reason"));
        Assert.Contains(end.ErrorCode, (string[])["insufficient_quota", "transport_lost"]);
    });

    static Task Race(Func<Task> once) =>
        Parallel.ForAsync(0, Times, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await once());
}
