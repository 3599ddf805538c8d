namespace Realtime.Worker.Audit;

static class RetentionExtensions
{
    /// <summary>Puts away what ended long ago, where a time is set.</summary>
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHostedService<Retention>();
    }
}
