using MassTransit;
using Realtime.EventLog.Claims;
using Realtime.Sessions;
using Realtime.Worker.Leases;

namespace Realtime.Worker.Claims;

/// <summary>A wake-up: one of the workers takes the session. If this fails, a worker's sweep finds the session.</summary>
sealed class SessionAwaitsWorkerConsumer(ClaimSpread spread, WorkerLease lease) : IConsumer<SessionAwaitsWorker>
{
    public async Task Consume(ConsumeContext<SessionAwaitsWorker> context)
    {
        await lease.Registered.WaitAsync(context.CancellationToken);
        await spread.TryTake(new ClaimOffer(ConversationKey.Parse(context.Message.Conversation), context.Message.SessionId),
            context.CancellationToken);
    }
}
