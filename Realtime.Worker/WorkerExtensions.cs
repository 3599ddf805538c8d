using MassTransit;
using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.EventLog.Claims;
using Realtime.ServiceDefaults.Internal;
using Realtime.Worker.Audit;
using Realtime.Worker.Buffers;
using Realtime.Worker.Claims;
using Realtime.Worker.Internal;
using Realtime.Worker.Journal;
using Realtime.Worker.Leases;
using Realtime.Worker.Pricing;
using Realtime.Worker.Sessions;
using Realtime.Worker.Telemetry;
using Realtime.Worker.Upstream;

namespace Realtime.Worker;

static class WorkerExtensions
{
    /// <summary>How long another worker may take to claim a session that it is offered.</summary>
    internal static readonly TimeSpan OfferPatience = TimeSpan.FromSeconds(4);

    public static void AddWorker(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SessionBounds>().BindConfiguration(SessionBounds.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<UpstreamOptions>().BindConfiguration(UpstreamOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        services.AddOptions<PriceOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration.GetSection(PriceOptions.Section)))
            .ValidateDataAnnotations().ValidateOnStart();

        builder.AddInternalCalls();
        builder.UseInternalTls();
        services.AddSingleton<WorkerIdentity>();
        services.AddSingleton(provider => new Author("worker", () => provider.GetRequiredService<WorkerIdentity>().WorkerId));
        builder.AddEventLog(runsDaemon: true);
        builder.AddRetention();
        builder.AddRealtimeBus(bus => bus.AddConsumer<SessionAwaitsWorkerConsumer>(consumer => consumer.ConcurrentMessageLimit = 32));

        services.AddSingleton(provider => new BufferBudget(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.BufferBytes));
        services.AddSingleton(provider => Dialects.Find(provider.GetRequiredService<IOptions<UpstreamOptions>>().Value.Dialect)!);
        services.AddSingleton<IValidateOptions<UpstreamOptions>, TenantUpstreamValidation>();
        services.AddSingleton<TenantUpstreams>();
        services.AddSingleton<UpstreamConnector>();
        services.AddSingleton<EntraTokens>();
        services.AddSingleton<ModelList>();
        services.AddHostedService<TranscriptionModelCheck>();
        services.AddSingleton<SessionRemains>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<SocketServer>();
        services.AddSingleton<SessionHistory>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PriceOptions>>().Value.Table);
        services.AddSingleton<SessionServices>();
        services.AddSingleton<SessionClaims>();
        services.AddSingleton(PeersOf);
        services.AddSingleton<HandOvers>();
        services.AddSingleton<ClaimSpread>();
        services.AddSingleton<ClaimsInDoubt>();
        services.AddSingleton<LostWorkers>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<LeaseRows>();
        services.AddSingleton<LeaseWitnesses>();
        services.AddSingleton<JournalRefusals>();
        services.AddSingleton<JointRecorder>();
        services.AddSingleton<SoloRecorder>();
        // Stopped in reverse: sessions end first, then recovery, the lease, and last the journal that recorded the ends.
        services.AddSingleton<SessionJournal>().AddHostedService(provider => provider.GetRequiredService<SessionJournal>());
        services.AddSingleton<WorkerLease>().AddHostedService(provider => provider.GetRequiredService<WorkerLease>());
        services.AddHealthChecks().AddCheck<LeaseHealth>("lease").AddCheck<JournalHealth>("journal");
        services.AddHostedService<WorkerGauges>();
        services.AddHostedService<OutageLimit>();
        services.AddHostedService<Recovery>();
        services.AddHostedService<BudgetWatch>();
        services.AddHostedService<SessionShutdown>();
    }

    /// <summary>The other workers.</summary>
    static Peers PeersOf(IServiceProvider provider) => ActivatorUtilities.CreateInstance<Peers>(provider,
        provider.GetRequiredService<InternalCalls>().Client(OfferPatience),
        () => (string?)provider.GetRequiredService<WorkerIdentity>().WorkerId,
        provider.GetRequiredService<IOptions<WorkerOptions>>().Value.Lease);
}
