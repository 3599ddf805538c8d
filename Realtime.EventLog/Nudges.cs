using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Realtime.EventLog;

/// <summary>
/// Tells every node which conversations grew. Sent after the commit, never inside it: a transaction that notifies takes a
/// database-wide lock at its commit and would serialise all others. A lost nudge costs a poll interval.
/// </summary>
public sealed partial class Nudges(NpgsqlDataSource database, TimeProvider time, ILogger<Nudges> logger) : BackgroundService
{
    internal const string Channel = "realtime_nudge";
    internal const char Separator = '\n';

    /// <summary>PostgreSQL takes payloads below 8,000 bytes.</summary>
    const int MaximumPayload = 7_900;

    readonly HashSet<string> pending = [];
    readonly Channel<bool> wake = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>This node's own tail hears of it at once.</summary>
    public event Action<string>? Raised;

    /// <summary>After a commit: the conversation has new events. Any number in one notification; never blocks.</summary>
    public void Raise(string conversation)
    {
        Raised?.Invoke(conversation);
        lock (pending) pending.Add(conversation);
        wake.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await Next(stoppingToken))
        {
            try
            {
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

    async ValueTask<bool> Next(CancellationToken ct)
    {
        try
        {
            return await wake.Reader.ReadAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task Notify(string payload, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"select pg_notify('{Channel}', $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
        await command.ExecuteNonQueryAsync(ct);
    }

    List<string> Take()
    {
        string[] conversations;
        lock (pending)
        {
            conversations = [.. pending];
            pending.Clear();
        }

        var payloads = new List<string>();
        var payload = new StringBuilder();
        foreach (var conversation in conversations)
        {
            if (payload.Length + conversation.Length + 1 > MaximumPayload)
            {
                payloads.Add(payload.ToString());
                payload.Clear();
            }

            if (payload.Length > 0) payload.Append(Separator);
            payload.Append(conversation);
        }

        if (payload.Length > 0) payloads.Add(payload.ToString());
        return payloads;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A nudge was not sent; followers find the events at their next poll: {Reason}")]
    partial void LogNotSent(string reason);
}
