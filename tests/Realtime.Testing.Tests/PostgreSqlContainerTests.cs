using Npgsql;
using Realtime.Testing.Programs;

namespace Realtime.Testing.Tests;

public sealed class PostgreSqlContainerTests
{
    [Fact]
    public async Task A_container_is_a_server_of_its_own()
    {
        await using var one = Postgres().Build();
        await using var two = Postgres().Build();
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        await Ask(one, "create table only_here ()");
        Assert.Equal("only_here", await Ask(one, "select to_regclass('only_here')::text"));
        Assert.Equal("", await Ask(two, "select to_regclass('only_here')::text"));
    }

    [Fact]
    public async Task Eight_containers_start_at_once()
    {
        var containers = Enumerable.Range(0, 8).Select(_ => Postgres().Build()).ToList();
        await Task.WhenAll(containers.Select(container => container.StartAsync()));
        var addresses = containers.Select(container => container.GetConnectionString()).Distinct();
        Assert.Equal(8, addresses.Count());
        foreach (var container in containers)
            await container.DisposeAsync();
    }

    [Fact]
    public async Task Database_user_and_password_are_as_told()
    {
        await using var postgres = Postgres().WithDatabase("app").WithUsername("owner").WithPassword("it's \\ secret").Build();
        await postgres.StartAsync();
        var address = new NpgsqlConnectionStringBuilder(postgres.GetConnectionString());
        Assert.Equal(("app", "owner", "it's \\ secret"), (address.Database, address.Username, address.Password));
        Assert.Equal("owner in app, True", await Ask(postgres, "select current_user || ' in ' || current_database() || ', ' || initcap(usesuper::text) from pg_user where usename = current_user"));

        address.Password = "guess";
        await using var intruder = new NpgsqlConnection(address.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => intruder.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task Durability_is_off_unless_the_command_asks_for_it()
    {
        await using var quick = Postgres().Build();
        await using var durable = Postgres().WithCommand("-c", "fsync=on").WithCommand("-c", "synchronous_commit=on", "-c", "work_mem=8MB").Build();
        await Task.WhenAll(quick.StartAsync(), durable.StartAsync());
        const string Settings = "select current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' ' || current_setting('work_mem')";
        Assert.Equal("off off 4MB", await Ask(quick, Settings));
        Assert.Equal("on on 8MB", await Ask(durable, Settings));
    }

    [Fact]
    public async Task A_stopped_container_refuses_connections_and_has_kept_its_data_when_started_again()
    {
        await using var postgres = Postgres().Build();
        await postgres.StartAsync();
        await Ask(postgres, "create table kept as select 42 as id");
        var address = postgres.GetConnectionString();
        await postgres.StopAsync();
        await RefusesConnections(address);
        await postgres.StartAsync();
        Assert.Equal("42", await Ask(postgres, "select id from kept"));
    }

    [Fact]
    public async Task A_script_runs_on_past_an_error_and_tells_it()
    {
        await using var postgres = Postgres().Build();
        await postgres.StartAsync();
        var result = await postgres.ExecScriptAsync("select no_such_column; select 'went ' || 'on';");
        Assert.Contains("no_such_column", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("went on", result.Stdout, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task A_container_that_is_not_started_has_no_address()
    {
        await using var postgres = Postgres().Build();
        Assert.Throws<InvalidOperationException>(postgres.GetConnectionString);
    }

    [Fact]
    public async Task A_disposed_container_is_gone_and_disposing_it_again_is_harmless()
    {
        var postgres = Postgres().Build();
        await postgres.StartAsync();
        var address = postgres.GetConnectionString();
        await postgres.DisposeAsync();
        await postgres.DisposeAsync();
        await RefusesConnections(address);
    }

    static PostgreSqlBuilder Postgres() => new("postgres:17");

    static async Task<string> Ask(PostgreSqlContainer postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.GetConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return $"{await command.ExecuteScalarAsync()}";
    }

    static async Task RefusesConnections(string address)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => connection.OpenAsync());
    }
}
