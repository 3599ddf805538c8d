using Npgsql;
using NpgsqlTypes;
using Realtime.Sessions;

namespace Realtime.EventLog.Access;

/// <summary>
/// The table of client secrets. A revocation increments a counter in its transaction, so that a node reads only one row to see whether
/// any was revoked, and notifies all nodes after the commit.
/// </summary>
public sealed class ClientSecretRows(NpgsqlDataSource database)
{
    /// <summary>How long the row of an expired secret stays: a socket that it opened may still be open, and can be closed by it.</summary>
    const string Kept = "24 hours";

    internal const string Table =
        """
        create table if not exists realtime.client_secret (
            id varchar primary key,
            hash bytea not null,
            tenant varchar not null,
            created_by varchar not null,
            key varchar,
            terms varchar not null,
            single_use boolean not null,
            created_at timestamptz not null,
            expires_at timestamptz not null,
            used_at timestamptz,
            revoked_at timestamptz,
            revoked_by varchar);
        create index if not exists client_secret_tenant on realtime.client_secret (tenant, created_at);
        create index if not exists client_secret_expiry on realtime.client_secret (expires_at);
        create index if not exists client_secret_revoked on realtime.client_secret (revoked_at) where revoked_at is not null;
        create table if not exists realtime.client_secret_changes (
            one boolean primary key default true check (one),
            count bigint not null);
        insert into realtime.client_secret_changes (count) values (0) on conflict do nothing;
        """;

    const string Columns = "id, hash, tenant, created_by, key, terms, single_use, created_at, expires_at, used_at, revoked_at";

    public async Task Add(ClientSecretRow secret, CancellationToken ct)
    {
        await using var insert = database.CreateCommand(
            "insert into realtime.client_secret (id, hash, tenant, created_by, key, terms, single_use, created_at, expires_at) "
            + "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret.Id });
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = secret.Hash });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret.Tenant.ToString() });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret.CreatedBy });
        insert.Parameters.Add(OrNull(secret.Key));
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret.Terms });
        insert.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = secret.SingleUse });
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = secret.CreatedAt.UtcDateTime });
        insert.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = secret.ExpiresAt.UtcDateTime });
        await insert.ExecuteNonQueryAsync(ct);
    }

    public async Task<ClientSecretRow?> Find(string id, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select {Columns} from realtime.client_secret where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return (await Read(command, ct)).SingleOrDefault();
    }

    /// <summary>The secrets of a tenant that are neither expired nor revoked, the newest first.</summary>
    public async Task<IReadOnlyList<ClientSecretRow>> List(Tenant tenant, int limit, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             select {Columns} from realtime.client_secret where tenant = $1 and revoked_at is null and expires_at > clock_timestamp()
             order by created_at desc, id limit $2
             """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await Read(command, ct);
    }

    /// <summary>Marks a secret for single use as used. False if it was used, revoked or has expired before.</summary>
    public async Task<bool> TryUse(string id, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            """
            update realtime.client_secret set used_at = clock_timestamp()
            where id = $1 and used_at is null and revoked_at is null and expires_at > clock_timestamp()
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>What it was used for was refused: it can be used again.</summary>
    public async Task Unuse(string id, CancellationToken ct)
    {
        await using var command = database.CreateCommand("update realtime.client_secret set used_at = null where id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Revokes a secret of the tenant, unless it is revoked already. False if the tenant has none with this id.</summary>
    public async Task<bool> TryRevoke(Tenant tenant, string id, string by, CancellationToken ct)
    {
        await using var update = database.CreateCommand(
            """
            with revoked as (update realtime.client_secret
                set revoked_at = coalesce(revoked_at, clock_timestamp()), revoked_by = coalesce(revoked_by, $3)
                where id = $1 and tenant = $2 returning id),
            counted as (update realtime.client_secret_changes set count = count + 1 where exists (select 1 from revoked))
            select count(*) from revoked
            """);
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.ToString() });
        update.Parameters.Add(new NpgsqlParameter<string> { TypedValue = by });
        if (await update.ExecuteScalarAsync(ct) is not 1L) return false;
        await using var notify = database.CreateCommand($"select pg_notify('{KeyRows.Channel}', '')");
        await notify.ExecuteNonQueryAsync(ct);
        return true;
    }

    /// <summary>The number of revocations so far.</summary>
    public async Task<long> Changes(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select count from realtime.client_secret_changes");
        return await command.ExecuteScalarAsync(ct) is long count ? count : 0;
    }

    /// <summary>The ids of all revoked secrets.</summary>
    public async Task<IReadOnlyList<string>> Revoked(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select id from realtime.client_secret where revoked_at is not null");
        await using var row = await command.ExecuteReaderAsync(ct);
        var ids = new List<string>();
        while (await row.ReadAsync(ct)) ids.Add(row.GetString(0));
        return ids;
    }

    /// <summary>Removes the terms of expired secrets at once, and their rows a day later.</summary>
    public async Task Sweep(CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
             delete from realtime.client_secret where expires_at < clock_timestamp() - interval '{Kept}';
             update realtime.client_secret set terms = '' where expires_at < clock_timestamp() and terms <> '';
             """);
        await command.ExecuteNonQueryAsync(ct);
    }

    static NpgsqlParameter OrNull(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar };

    static async Task<IReadOnlyList<ClientSecretRow>> Read(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        var secrets = new List<ClientSecretRow>();
        while (await row.ReadAsync(ct))
        {
            if (Tenant.TryParse(row.GetString(2)) is not { } tenant) continue;
            secrets.Add(new ClientSecretRow(row.GetString(0), row.GetFieldValue<byte[]>(1), tenant, row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4), row.GetString(5), row.GetBoolean(6), row.GetFieldValue<DateTimeOffset>(7),
                row.GetFieldValue<DateTimeOffset>(8), Time(9), Time(10)));
        }

        return secrets;

        DateTimeOffset? Time(int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
    }
}
