using Npgsql;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

[Collection(Node.Tests)]
public sealed class NudgesTests : IAsyncLifetime
{
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_burst_of_nudges_becomes_few_notifications_that_name_every_conversation()
    {
        await using var ear = await Ear.Open(node.Database);
        for (var n = 0; n < 10_000; n++) node.Nudges.Raise($"c{n % 10}", version: n);
        node.Nudges.Raise("the.last", version: 3);
        await ear.Hear(Enumerable.Range(0, 10).Select(n => $"c{n} {9_990 + n}").Append("the.last 3").ToHashSet());
        Assert.InRange(ear.Notifications, 1, 1_000);
    }

    [Fact]
    public async Task Many_long_names_are_split_into_notifications_that_PostgreSQL_accepts()
    {
        await using var ear = await Ear.Open(node.Database);
        var names = Enumerable.Range(0, 500).Select(n => $"{n}-".PadRight(128, 'x')).ToHashSet();
        foreach (var name in names) node.Nudges.Raise(name);
        await ear.Hear([.. names.Select(name => name + " 1")]);
        Assert.InRange(ear.LongestPayload, 1, 7_999);
    }

    [Theory]
    [InlineData("c 7", "c", 7)]
    [InlineData("acme/c:1 12", "acme/c:1", 12)]
    [InlineData("of the first version 3", "of the first version", 3)]
    [InlineData("c", "c", long.MaxValue)]
    [InlineData("7", "7", long.MaxValue)]
    [InlineData("c -1", "c -1", long.MaxValue)]
    [InlineData("", "", long.MaxValue)]
    public void A_nudge_without_a_version_may_be_of_any(string payload, string stream, long version) =>
        Assert.Equal([(stream, version), ("d", 2)], Nudges.Read(payload + "\nd 2"));

    [Fact]
    public async Task Only_a_nudge_does_not_wait_for_the_disk_and_what_the_connection_does_next_waits()
    {
        // A pool of two connections: one listens, the other sends.
        var few = new NpgsqlConnectionStringBuilder(await SharedServers.NewDatabase()) { MaxPoolSize = 4 }.ConnectionString;
        await using var durable = await Node.Start(few + ";Options=-c synchronous_commit=on");
        for (var n = 0; n < 100; n++)
        {
            durable.Nudges.Raise($"c{n}");
            Assert.Equal("on", await durable.Scalar<string>("show synchronous_commit"));
        }
    }

    /// <summary>A second listener, as another process would have.</summary>
    sealed class Ear(NpgsqlConnection connection) : IAsyncDisposable
    {
        public HashSet<string> Heard { get; } = [];
        public int Notifications { get; private set; }
        public int LongestPayload { get; private set; }

        public static async Task<Ear> Open(NpgsqlDataSource database)
        {
            var connection = await database.OpenConnectionAsync();
            var ear = new Ear(connection);
            connection.Notification += (_, nudge) =>
            {
                ear.Notifications++;
                ear.LongestPayload = Math.Max(ear.LongestPayload, nudge.Payload.Length);
                ear.Heard.UnionWith(nudge.Payload.Split('\n'));
            };
            await using var listen = new NpgsqlCommand("listen realtime_nudge", connection);
            await listen.ExecuteNonQueryAsync();
            return ear;
        }

        /// <summary>Listens until all of these names have arrived.</summary>
        public async Task Hear(HashSet<string> names)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!names.IsSubsetOf(Heard)) await connection.WaitAsync(patience.Token);
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
