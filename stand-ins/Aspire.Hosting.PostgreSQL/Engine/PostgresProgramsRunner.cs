using Aspire.Hosting.ApplicationModel;
using Npgsql;
using PostgreSql.Programs;

namespace Aspire.Hosting.Engine;

/// <summary>A server from the machine's own programs. It stops when the host dies, and the next start finds what did not.</summary>
internal sealed class PostgresProgramsRunner(PostgresServerResource server, PostgreSqlPrograms programs, EngineContext context)
    : ResourceRunner(server)
{
    private readonly PostgresFolder _folder = PostgresFolder.Of(server, context.Configuration);
    private readonly CancellationTokenSource _stop = new();
    private PostgreSqlCluster? _cluster;

    public override IEnumerable<string> Addresses => [$"localhost:{server.PrimaryEndpoint.Port}"];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var port = server.PrimaryEndpoint.Port;
        if (!Ports.IsFree(port))
            throw new ResourceFailedException(server.Name, $"cannot start: port {port} is in use by another process.");

        var password = (await server.PasswordParameter.GetValueAsync(cancellationToken))!;
        _cluster = new PostgreSqlCluster(programs, new()
        {
            DataFolder = _folder.Data,
            Port = port,
            UserName = await server.UserNameAsync(cancellationToken),
            Password = password,
            StartTimeout = context.Options.StartWithin,
            StopTimeout = context.Options.StopWithin,
        });
        try
        {
            var kept = _folder.KeptPassword();
            await _cluster.StartAsync(cancellationToken);
            if (kept is not null && kept != password)
                await ChangePasswordAsync(kept, password, cancellationToken);
            _folder.KeepPassword(password);
        }
        catch (PostgreSqlClusterException failure)
        {
            throw new ResourceFailedException(server.Name, $"cannot start: {failure.Message}");
        }

        _ = WatchAsync(_cluster);
    }

    public override async Task StopAsync()
    {
        await _stop.CancelAsync();
        try
        {
            if (_cluster is not null)
                await _cluster.StopAsync();
            _folder.DeleteIfThrowaway();
        }
        catch (Exception failure) when (failure is PostgreSqlClusterException or IOException)
        {
            context.Output.Error($"{server.Name}: {failure.Message}");
        }
    }

    // The data outlives a change of the parameter, or of the user secrets.
    private async Task ChangePasswordAsync(string kept, string password, CancellationToken cancellationToken)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(_cluster!.ConnectionString("postgres")) { Password = kept, Pooling = false };
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var literal = password.Replace("'", "''", StringComparison.Ordinal);
        await using var command = new NpgsqlCommand(
            $"set log_statement = 'none'; set log_min_error_statement = 'panic'; alter role {PostgresConnection.Quoted(_cluster.UserName)} password '{literal}'", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WatchAsync(PostgreSqlCluster cluster)
    {
        try
        {
            await cluster.WaitForExitAsync(_stop.Token);
            context.Output.Failure($"{server.Name} has ended.", cluster.LastLogLines().Split('\n'));
        }
        catch (OperationCanceledException)
        {
            // It is the host that stops it.
        }
    }
}
