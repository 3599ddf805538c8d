using Microsoft.Extensions.Options;
using Realtime.EventLog.Spending;
using Realtime.Sessions;
using Realtime.Sessions.Machine;
using Realtime.Sessions.Spending;

namespace Realtime.Worker.Sessions;

/// <summary>
/// Compares what the tenants of this worker's sessions have spent with their budgets. A session that is over a budget, or not any more,
/// learns of it. If what a tenant has spent cannot be read, its sessions go on until the next check.
/// </summary>
sealed partial class BudgetWatch(SessionRegistry sessions, BudgetBook book, SpendingStore spending, IOptions<BudgetOptions> options,
    TimeProvider time, ILogger<BudgetWatch> logger) : BackgroundService
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    const int AtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.CheckSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Check(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The worker stops, and its sessions end.
        }
    }

    Task Check(CancellationToken ct) => Parallel.ForEachAsync(
        sessions.Loops.GroupBy(loop => loop.Session.Conversation.Tenant)
            .Where(tenant => tenant.Any(loop => book.Of(tenant.Key, loop.Session.Key).Count > 0)),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, Check);

    async ValueTask Check(IGrouping<Tenant, SessionLoop> tenant, CancellationToken ct)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            var spent = await spending.Of(tenant.Key, time.GetUtcNow(), patience.Token);
            var grace = TimeSpan.FromSeconds(options.Value.GraceSeconds);
            foreach (var loop in tenant)
                loop.Judge(new Input.BudgetChecked(Overspending.Of(book.Of(tenant.Key, loop.Session.Key), spent), grace));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogNotChecked(tenant.Key.ToString(), e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not compare what tenant {Tenant} has spent with its budgets; its sessions go on until the next check: {Reason}")]
    partial void LogNotChecked(string tenant, string reason);
}
