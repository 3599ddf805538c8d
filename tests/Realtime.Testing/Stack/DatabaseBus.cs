using Npgsql;

namespace Realtime.Testing.Stack;

/// <summary>A bus in tables of the stack's database.</summary>
public sealed class DatabaseBus : StackBus
{
    const string Schema = "transport";
    const string OutOfReach = "out_of_reach_transport";
    readonly string database;

    DatabaseBus(string database) => this.database = database;

    public override string? ConnectionString => null;

    public static Task<StackBus> New(string database, StackSettings settings) => Task.FromResult<StackBus>(new DatabaseBus(database));

    public override Task TakeAway() => Patience.Until(() => Moved(Schema, OutOfReach), "the tables of the bus created and renamed");

    public override async Task GiveBack() => Assert.True(await Moved(OutOfReach, Schema));

    public override async Task<long> Kept(string queue)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var find = source.CreateCommand($"select quote_ident(nspname) from pg_namespace where nspname like '{Schema}%'");
        var schema = (string)(await find.ExecuteScalarAsync())!;
        await using var count = source.CreateCommand(
            $"select count(*) from {schema}.message where queue_id in (select id from {schema}.queue where name = $1)");
        count.Parameters.Add(new NpgsqlParameter<string> { TypedValue = queue });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Renames the schema of the bus, whatever its suffix; false when there is none.</summary>
    async Task<bool> Moved(string from, string to)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var find = source.CreateCommand("select nspname from pg_namespace where nspname like $1 || '%'");
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = from });
        if (await find.ExecuteScalarAsync() is not string schema) return false;
        await using var move = source.CreateCommand($"alter schema {schema} rename to {to}{schema[from.Length..]}");
        await move.ExecuteNonQueryAsync();
        return true;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
