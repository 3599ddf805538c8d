using Marten.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marten;

/// <summary>Adds the store to a container.</summary>
public static class MartenServiceCollectionExtensions
{
    /// <summary>Adds the store, one for the process.</summary>
    public static MartenConfigurationExpression AddMarten(this IServiceCollection services, Action<StoreOptions> configure)
    {
        var expression = new MartenConfigurationExpression(services);
        services.AddSingleton<IDocumentStore>(provider =>
        {
            var options = new StoreOptions();
            configure(options);
            expression.AddSubscriptions(options);
            return new DocumentStore(options, provider.GetService<ILoggerFactory>());
        });
        return expression;
    }

    /// <summary>What the store does at start-up.</summary>
    public sealed class MartenConfigurationExpression
    {
        readonly List<Action<StoreOptions>> _subscriptions = [];

        internal MartenConfigurationExpression(IServiceCollection services) => Services = services;

        public IServiceCollection Services { get; }

        /// <summary>A scope gives sessions without an identity map.</summary>
        public MartenConfigurationExpression UseLightweightSessions()
        {
            Services.AddScoped(provider => provider.GetRequiredService<IDocumentStore>().LightweightSession());
            Services.AddScoped(provider => provider.GetRequiredService<IDocumentStore>().QuerySession());
            return this;
        }

        /// <summary>The host starts when the tables are there.</summary>
        public MartenConfigurationExpression ApplyAllDatabaseChangesOnStartup()
        {
            Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, SchemaStartup>());
            return this;
        }

        internal void AddSubscriptions(StoreOptions options) => _subscriptions.ForEach(add => add(options));
    }
}
