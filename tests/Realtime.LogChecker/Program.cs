using Npgsql;
using Realtime.LogChecking;

const int Sound = 0, Broken = 1, Usage = 2;

if (args is not [var connectionString])
{
    await Console.Error.WriteLineAsync("Usage: dotnet run --project tests/Realtime.LogChecker -- \"Host=…;Database=…\"");
    return Usage;
}

try
{
    await using var database = NpgsqlDataSource.Create(connectionString);
    var report = await LogChecker.Check(database,
        f => Console.WriteLine($"{f.Conversation}\t{f.Version}\t{f.Rule}\t{f.Sentence.ReplaceLineEndings(" ")}"), CancellationToken.None);
    Console.WriteLine(report);
    return report.FindingCount == 0 ? Sound : Broken;
}
catch (Exception e) when (e is ArgumentException or NpgsqlException)
{
    // The database did not answer: report neither a sound log nor a broken one.
    await Console.Error.WriteLineAsync($"The log cannot be read: {e.Message}");
    return Usage;
}
