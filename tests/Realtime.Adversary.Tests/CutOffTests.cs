using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests;

/// <summary>One worker loses the database, and another does not.</summary>
public sealed class CutOffTests(ITestOutputHelper output) : StackTests(output)
{
    static readonly StackSettings Quick = new()
    {
        Worker = new Dictionary<string, string>
        {
            ["Realtime__Worker__LeaseSeconds"] = "5",
            ["Realtime__Worker__SweepMilliseconds"] = "250",
            ["Realtime__Worker__OutageSeconds"] = "3600", // so that only the lease can end a session
        },
    };

    [Fact]
    public async Task A_worker_that_alone_cannot_renew_its_lease_closes_its_sockets_while_it_is_cut_off()
    {
        await using var gate = new Gate();
        var stack = await StartStack(Quick with { Workers = 0 });
        var real = new NpgsqlConnectionStringBuilder(stack.Database);
        gate.Target = real.Port;
        var through = new NpgsqlConnectionStringBuilder(stack.Database) { Host = "127.0.0.1", Port = gate.Port };
        var cutOff = await stack.StartWorker(new Dictionary<string, string> { ["ConnectionStrings__realtime"] = through.ConnectionString });
        var lost = await stack.StartSessions(4);
        await stack.StartWorker();
        await Task.Delay(TimeSpan.FromSeconds(10)); // two leases: by then each worker knows the other
        var others = await stack.StartSessions(2);
        var id = await stack.IdOf(cutOff);

        gate.Target = 0;
        await gate.Cut();
        foreach (var session in lost)
        {
            await stack.Upstream.Gone(session.Id);
            Assert.Equal("worker_lost", (await session.Ended()).End().Text("reason"));
        }

        gate.Target = real.Port;
        await Patience.Until(async () => await IdNow(stack, cutOff) is { } now && now != id, "the worker is back under a new id");
        foreach (var session in await stack.OwnedBy(stack.Workers.Single(worker => worker != cutOff), others))
        {
            (await session.TryEnd()).MustBe(System.Net.HttpStatusCode.OK);
            Assert.Equal("requested", (await session.Ended()).End().Text("reason"));
        }
    }

    static async Task<string?> IdNow(RealtimeStack stack, ServiceProcess worker) =>
        (await stack.Client.Get("/workers")).Json.GetProperty("workers").EnumerateArray()
            .Where(w => new Uri(w.GetProperty("address").GetString()!) == worker.Address && !w.GetProperty("lost").GetBoolean())
            .Select(w => w.GetProperty("id").GetString()).LastOrDefault();
}
