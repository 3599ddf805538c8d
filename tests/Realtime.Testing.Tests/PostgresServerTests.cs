using Npgsql;
using Realtime.Testing.Servers;

namespace Realtime.Testing.Tests;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Each_test_server_has_its_own_data()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PostgresServer.Create()));
        Assert.Equal(3, servers.Select(server => server.Port).Distinct().Count());
        await servers[0].Execute("create table only_here ()");
        Assert.Equal("only_here", await Ask(servers[0], "select to_regclass('only_here')::text"));
        Assert.Equal("", await Ask(servers[1], "select to_regclass('only_here')::text"));
        foreach (var server in servers) await server.DisposeAsync();
    }

    [Fact]
    public async Task Durability_is_off_unless_asked_for_and_settings_are_applied()
    {
        await using var quick = await PostgresServer.Create(("max_connections", "42"));
        await using var durable = await PostgresServer.CreateDurable(("work_mem", "8MB"));
        const string Settings =
            "select current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' ' || current_setting('work_mem') || ' ' "
            + "|| current_setting('max_connections')";
        Assert.Equal("off off 4MB 42", await Ask(quick, Settings));
        Assert.Equal("on on 8MB 300", await Ask(durable, Settings));
    }

    [Fact]
    public async Task A_stopped_server_refuses_connections_and_comes_back_on_its_port_with_its_data()
    {
        await using var server = await PostgresServer.Create();
        await server.Execute("create table kept as select 42 as id");
        var address = server.ConnectionString;
        await server.Stop();
        await Refused(address);
        await server.Start();
        Assert.Equal((address, "42"), (server.ConnectionString, await Ask(server, "select id from kept")));
    }

    [Fact]
    public async Task A_killed_server_cuts_its_connections_and_comes_back_on_its_port_with_what_was_committed()
    {
        await using var server = await PostgresServer.CreateDurable();
        await server.Execute("create table kept as select 42 as id");
        await using var open = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await open.OpenAsync();
        await using var sleeping = new NpgsqlCommand("select pg_sleep(600)", open);
        var asleep = sleeping.ExecuteNonQueryAsync();
        var address = server.ConnectionString;

        await server.Kill();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => asleep.WaitAsync(Patience.Time));
        await Refused(address);
        await server.Start();
        Assert.Equal((address, "42"), (server.ConnectionString, await Ask(server, "select id from kept")));
    }

    [Fact]
    public async Task A_paused_server_answers_only_after_it_is_resumed()
    {
        await using var server = await PostgresServer.Create();
        await using var open = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await open.OpenAsync();
        await server.Pause();
        await using var question = new NpgsqlCommand("select 42", open);
        var answer = question.ExecuteScalarAsync();
        await Assert.ThrowsAsync<NpgsqlException>(() => Ask(server, "select 1", ";Timeout=2"));
        Assert.False(answer.IsCompleted);
        await server.Resume();
        Assert.Equal(42, await answer.WaitAsync(Patience.Time));
    }

    [Fact]
    public async Task A_script_runs_in_its_database_and_stops_at_an_error()
    {
        var server = await SharedServers.Postgres;
        var database = new NpgsqlConnectionStringBuilder(await server.NewDatabase()).Database!;
        Assert.Equal(
            $"went on in {database}",
            (await server.RunScript("\\set word on\nselect 'went ' || :'word' || ' in ' || current_database();", database)).Trim());
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            server.RunScript("create table before (); select no_such_column; create table behind ();", database));
        Assert.Contains("no_such_column", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("before",
            (await server.RunScript("select relname from pg_class where relname in ('before', 'behind')", database)).Trim());
    }

    [Fact]
    public async Task A_new_database_is_empty_or_a_copy()
    {
        var server = await SharedServers.Postgres;
        var first = new NpgsqlConnectionStringBuilder(await server.NewDatabase());
        await server.RunScript("create table here as select 42 as id", first.Database!);
        var copy = new NpgsqlConnectionStringBuilder(await server.NewDatabase(template: first.Database!));
        Assert.Equal("42", (await server.RunScript("select id from here", copy.Database!)).Trim());
        var empty = new NpgsqlConnectionStringBuilder(await server.NewDatabase());
        Assert.Equal("t", (await server.RunScript("select to_regclass('here') is null", empty.Database!)).Trim());
    }

    [Fact]
    public async Task A_disposed_server_is_gone_and_disposing_it_again_is_harmless()
    {
        var server = await PostgresServer.Create();
        var address = server.ConnectionString;
        await server.DisposeAsync();
        await server.DisposeAsync();
        await Refused(address);
    }

    static async Task<string> Ask(PostgresServer server, string sql, string more = "")
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false" + more);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return $"{await command.ExecuteScalarAsync()}";
    }

    static async Task Refused(string address)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync());
    }
}
