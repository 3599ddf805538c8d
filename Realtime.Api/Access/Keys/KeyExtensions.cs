namespace Realtime.Api.Access.Keys;

static class KeyExtensions
{
    public static void AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<KnownKeys>().AddHostedService(provider => provider.GetRequiredService<KnownKeys>());
        services.AddHostedService<KeyUse>();
    }
}
