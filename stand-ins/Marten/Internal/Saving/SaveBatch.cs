using Npgsql;

namespace Marten.Internal.Saving;

/// <summary>
/// Sends a save's commands in one round trip. PostgreSQL runs such a batch as one transaction, if none is open.
/// </summary>
internal static class SaveBatch
{
    public static async Task Execute(NpgsqlConnection connection, List<IOperation> operations, CancellationToken token)
    {
        await using var batch = connection.CreateBatch();
        foreach (var operation in operations) batch.BatchCommands.Add(operation.Command);
        if (!operations.Exists(o => o.IsForeign)) await batch.PrepareAsync(token);
        await using var reader = await batch.ExecuteReaderAsync(token);
        foreach (var operation in operations.Where(o => o.ReturnsRow))
        {
            operation.Read(await reader.ReadAsync(token) ? reader : null);
            await reader.NextResultAsync(token);
        }

        // An error of a later command comes up only when its result is asked for.
        while (await reader.NextResultAsync(token))
        {
        }
    }
}
