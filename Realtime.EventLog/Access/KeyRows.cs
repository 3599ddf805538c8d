using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog.Access;

/// <summary>
/// The table of API keys. Every change increments a counter in its transaction, so that a node reads only one row to see whether keys have
/// changed. After the commit it notifies all nodes, so that they usually need not poll.
/// </summary>
public sealed class KeyRows(NpgsqlDataSource database)
{
    internal const string Channel = "realtime_keys";

    public const string Table =
        """
        create schema if not exists realtime;
        create table if not exists realtime.api_key (
            id varchar primary key,
            hash bytea not null,
            tenant varchar not null,
            name varchar not null,
            scopes varchar[] not null,
            created_at timestamptz not null default clock_timestamp(),
            created_by varchar not null,
            expires_at timestamptz,
            last_used_at timestamptz,
            revoked_at timestamptz,
            revoked_by varchar);
        create index if not exists api_key_tenant on realtime.api_key (tenant, created_at);
        create table if not exists realtime.api_key_changes (
            one boolean primary key default true check (one),
            count bigint not null);
        insert into realtime.api_key_changes (count) values (0) on conflict do nothing;
        """;

    const string Columns = "id, hash, tenant, name, scopes, created_at, created_by, expires_at, last_used_at, revoked_at, revoked_by";
    const string Count = "update realtime.api_key_changes set count = count + 1";

    public async Task Add(KeyRow key, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var insert = new NpgsqlCommand(
            "insert into realtime.api_key (id, hash, tenant, name, scopes, created_at, created_by, "
            + "expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)", connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Id });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = key.Hash });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Tenant.ToString() });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Name });
        insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. key.Scopes],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = key.CreatedAt.UtcDateTime });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.CreatedBy });
        insert.Parameters.Add(new NpgsqlParameter { Value = (object?)key.ExpiresAt?.UtcDateTime ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await insert.ExecuteNonQueryAsync(ct);
        await Changed(transaction, ct);
    }

    /// <summary>The keys of a tenant, or of all tenants if it is null, the newest first, with revoked ones.</summary>
    public async Task<IReadOnlyList<KeyRow>> List(Tenant? tenant, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from realtime.api_key where $1::varchar is null or tenant = $1 order by created_at desc, id limit $2");
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)tenant?.ToString() ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await Read(command, ct);
    }

    /// <summary>The number of changes so far. If it has not changed since the keys were read, there is nothing to read.</summary>
    public async Task<long> Changes(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select count from realtime.api_key_changes");
        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }

    /// <summary>All keys that are neither revoked nor expired, by the database's clock.</summary>
    public async Task<IReadOnlyList<KeyRow>> Good(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select {Columns} from realtime.api_key where revoked_at is null and (expires_at is null or expires_at > clock_timestamp())");
        return await Read(command, ct);
    }

    /// <summary>
    /// Revokes a key, unless it is revoked already, and returns it; null if the tenant has no key with this id. A null tenant means any
    /// tenant.
    /// </summary>
    public async Task<KeyRow?> Revoke(Tenant? tenant, string id, string by, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var update = new NpgsqlCommand(
            $"""
             update realtime.api_key set revoked_at = coalesce(revoked_at, clock_timestamp()), revoked_by = coalesce(revoked_by, $3)
             where id = $1 and ($2::varchar is null or tenant = $2) returning {Columns}
             """, connection, transaction);
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        update.Parameters.Add(new NpgsqlParameter { Value = (object?)tenant?.ToString() ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Varchar });
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = by });
        if ((await Read(update, ct)).SingleOrDefault() is not { } key) return null;
        await Changed(transaction, ct);
        return key;
    }

    /// <summary>Records that these keys were used in this hour. It notifies no node.</summary>
    public async Task Used(string[] ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            update realtime.api_key set last_used_at = date_trunc('hour', clock_timestamp())
            where id = any($1) and (last_used_at is null or last_used_at < date_trunc('hour', clock_timestamp()))
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids,
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar });
        await command.ExecuteNonQueryAsync(ct);
    }

    static async Task Changed(NpgsqlTransaction transaction, CancellationToken ct)
    {
        var connection = transaction.Connection!;
        await using (var count = new NpgsqlCommand(Count, connection, transaction)) await count.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        // After the commit, because all commits would wait for a transaction that notifies.
        await using var notify = new NpgsqlCommand($"select pg_notify('{Channel}', '')", connection);
        await notify.ExecuteNonQueryAsync(ct);
    }

    static async Task<IReadOnlyList<KeyRow>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        var keys = new List<KeyRow>();
        while (await row.ReadAsync(ct))
        {
            // No version writes such a tenant, so the key belongs to nobody.
            if (Tenant.TryParse(row.GetString(2)) is not { } tenant) continue;
            keys.Add(new KeyRow(row.GetString(0), row.GetFieldValue<byte[]>(1), tenant, row.GetString(3), row.GetFieldValue<string[]>(4),
                row.GetFieldValue<DateTimeOffset>(5), row.GetString(6), Time(7), Time(8), Time(9),
                row.IsDBNull(10) ? null : row.GetString(10)));
        }

        return keys;

        DateTimeOffset? Time(int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
    }
}
