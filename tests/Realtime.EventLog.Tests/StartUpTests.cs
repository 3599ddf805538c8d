using Microsoft.Extensions.Options;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

[Collection(Node.Tests)]
public sealed class StartUpTests
{
    [Fact]
    public async Task Several_services_can_start_at_once_on_an_empty_database()
    {
        var connectionString = await SharedServers.NewDatabase();
        var nodes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Node.Start(connectionString))));
        try
        {
            await Task.WhenAll(nodes.Select((node, n) => Life.Begin(node, $"c{n}")));
            Assert.Equal(6, (await nodes[0].AssertSound()).Live);
            Assert.Equal(0L, await nodes[0].Scalar<long>(
                "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from "
                + "pg_database where datname = current_database())"));
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Services_that_ask_for_the_secret_at_once_share_one()
    {
        var connectionString = await SharedServers.NewDatabase();
        await using var first = await Node.Start(connectionString);
        await using var second = await Node.Start(connectionString);
        var secrets = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(async () =>
            await (n % 2 == 0 ? first : second).Secret.Get(CancellationToken.None))));
        Assert.Equal(64, Assert.Single(secrets.Distinct()).Length);
        await using var later = await Node.Start(connectionString);
        Assert.Equal(secrets[0], await later.Secret.Get(CancellationToken.None));
    }

    [Fact]
    public async Task Conversations_are_vacuumed_by_their_changes_and_not_by_their_number_unless_an_operator_says_otherwise()
    {
        const string settings = "select array_to_string(reloptions, ' ') from pg_class where relname = 'mt_doc_conversation'";
        var connectionString = await SharedServers.NewDatabase();
        await using (var first = await Node.Start(connectionString))
        {
            Assert.Equal("autovacuum_vacuum_scale_factor=0 autovacuum_vacuum_threshold=2000", await first.Scalar<string>(settings));
            await first.Execute("alter table mt_doc_conversation set (autovacuum_vacuum_threshold = 77)");
        }

        await using var second = await Node.Start(connectionString);
        Assert.Contains("autovacuum_vacuum_threshold=77", await second.Scalar<string>(settings));
    }

    [Fact]
    public async Task A_service_starts_again_on_a_database_that_has_a_log()
    {
        var connectionString = await SharedServers.NewDatabase();
        await using (var before = await Node.Start(connectionString)) await Life.Begin(before, "c");
        await using var after = await Node.Start(connectionString);
        Assert.Equal(6, (await after.Conversations.Load("c", CancellationToken.None))!.Version);
    }

    [Theory]
    [InlineData("PollMilliseconds", "1")]
    [InlineData("RecentEvents", "0")]
    [InlineData("PageSize", "100000")]
    public async Task A_setting_out_of_range_fails_the_start_and_the_message_names_it(string name, string value)
    {
        var connectionString = await SharedServers.NewDatabase();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => Node.Start(connectionString, (name, value)));
        Assert.Contains($"Realtime:EventLog:{name}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_string_the_start_says_what_is_missing() => Assert.Contains("ConnectionStrings:realtime",
        (await Assert.ThrowsAsync<InvalidOperationException>(() => Node.Start(""))).Message, StringComparison.Ordinal);
}
