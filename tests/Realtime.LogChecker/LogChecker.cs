using System.Data;
using Npgsql;
using Realtime.EventLog.Checking;

namespace Realtime.LogChecking;

/// <summary>
/// Reads the whole log of a database and reports where it breaks a rule of <see cref="Rules"/>. It writes nothing and may run on a live
/// system.
/// </summary>
public static class LogChecker
{
    /// <summary>How many findings the report keeps: a log that is broken everywhere must not fill the memory.</summary>
    public const int MostFindings = 10_000;

    public static Task<Report> Check(NpgsqlDataSource database, CancellationToken ct) => Check(database, static _ => { }, ct);

    /// <param name="found">Receives each finding at once.</param>
    public static async Task<Report> Check(NpgsqlDataSource database, Action<Finding> found, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var tables = new LogTables(snapshot);
        var findings = new List<Finding>();
        long conversations = 0, events = 0, sessions = 0, live = 0, count = 0;
        await foreach (var page in tables.Conversations(ct))
        {
            var checks = page.ToDictionary(c => c.Id, c => new ConversationCheck(c.Id, Found), StringComparer.Ordinal);
            await foreach (var (e, id) in tables.Events(page, ct)) checks[e.Conversation].Next(e, id);
            foreach (var stored in page)
            {
                var check = checks[stored.Id];
                check.Finish(stored.Version, stored.Document);
                conversations++;
                events += check.Events;
                sessions += check.Sessions;
                if (check.IsLive) live++;
            }
        }

        return new Report(conversations, events, sessions, live, count, findings);

        void Found(Finding finding)
        {
            count++;
            if (findings.Count < MostFindings) findings.Add(finding);
            found(finding);
        }
    }
}
