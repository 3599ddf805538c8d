using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>
/// Notifies every node of the conversations that grew, and up to which version: a node hears its own nudges too, and one that has read so
/// far reads nothing. A nudge is sent after the commit and never in its transaction: a transaction that notifies takes a lock of the whole
/// database when it commits, so all commits would wait for each other. A lost nudge costs one poll interval.
/// </summary>
public sealed partial class Nudges(NpgsqlDataSource database, TimeProvider time, ILogger<Nudges> logger) : BackgroundService
{
    internal const string Channel = "realtime_nudge";

    /// <summary>Between the nudges of a notification; none is in the name of a stream.</summary>
    const char Separator = '\n';

    /// <summary>Between the name of a stream and its version.</summary>
    const char BeforeVersion = ' ';

    /// <summary>A nudge need not survive a crash, so its transaction alone does not wait until it is on the disk.</summary>
    const string Query = $"select set_config('synchronous_commit', 'off', true), pg_notify('{Channel}', $1)";

    /// <summary>PostgreSQL accepts payloads below 8,000 bytes.</summary>
    const int MaximumPayload = 7_900;

    readonly Dictionary<string, long> pending = new(StringComparer.Ordinal);
    readonly Signal wake = new();

    /// <summary>Raised at once for the tail of this node.</summary>
    public event Action<string, long>? Raised;

    /// <summary>
    /// Call it after a commit, when the conversation has new events. It never blocks. Many conversations go into one notification.
    /// </summary>
    /// <param name="version">Of its last event.</param>
    public void Raise(ConversationKey conversation, long version)
    {
        Raised?.Invoke(conversation.Stream, version);
        lock (pending) pending[conversation.Stream] = Math.Max(version, pending.GetValueOrDefault(conversation.Stream));
        wake.Set();
    }

    /// <summary>The streams of a notification, each with its version.</summary>
    internal static IEnumerable<(string Stream, long Version)> Read(string payload)
    {
        foreach (var nudge in payload.Split(Separator))
        {
            var at = nudge.LastIndexOf(BeforeVersion);
            if (long.TryParse(nudge.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && at > 0)
                yield return (nudge[..at], version);
            else yield return (nudge, long.MaxValue); // whoever else may notify
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wake.Wait(stoppingToken);
                foreach (var payload in Take()) await Notify(payload, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogNotSent(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None);
            }
        }
    }

    async Task Notify(string payload, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Query);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
        await command.ExecuteNonQueryAsync(ct);
    }

    List<string> Take()
    {
        string[] nudges;
        lock (pending)
        {
            nudges = [.. pending.Select(nudge => string.Create(CultureInfo.InvariantCulture, $"{nudge.Key}{BeforeVersion}{nudge.Value}"))];
            pending.Clear();
        }

        var payloads = new List<string>();
        var payload = new StringBuilder();
        foreach (var nudge in nudges)
        {
            if (payload.Length + nudge.Length + 1 > MaximumPayload)
            {
                payloads.Add(payload.ToString());
                payload.Clear();
            }

            if (payload.Length > 0) payload.Append(Separator);
            payload.Append(nudge);
        }

        if (payload.Length > 0) payloads.Add(payload.ToString());
        return payloads;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Could not send nudges. Followers at other nodes find the events at the next poll. {Reason}")]
    partial void LogNotSent(string reason);
}
