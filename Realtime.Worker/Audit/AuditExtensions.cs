using Marten;
using Realtime.EventLog.Audit;

namespace Realtime.Worker.Audit;

static class AuditExtensions
{
    /// <summary>What the workers do behind the log: session summaries and seals, on one of them, and retention.</summary>
    public static void AddAudit(this WebApplicationBuilder builder, MartenServiceCollectionExtensions.MartenConfigurationExpression marten)
    {
        marten.RunsDaemon();
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<Retention>();
    }
}
