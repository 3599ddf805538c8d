namespace Realtime.Worker.Audit;

static class RetentionExtensions
{
    /// <summary>Archives conversations that ended long ago, if Realtime:Retention sets a time.</summary>
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddHostedService<Retention>();
    }
}
