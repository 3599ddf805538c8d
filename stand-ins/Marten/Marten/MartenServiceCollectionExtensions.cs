using JasperFx.Events.Daemon;
using JasperFx.Events.Subscriptions;
using Marten.Internal;
using Marten.Internal.Daemon;
using Marten.Subscriptions;
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
            expression.AddSubscriptions(options, provider);
            return new DocumentStore(options, provider.GetService<ILoggerFactory>());
        });
        return expression;
    }

    /// <summary>What the store does at start-up.</summary>
    public sealed class MartenConfigurationExpression
    {
        readonly List<Action<StoreOptions, IServiceProvider>> _subscriptions = [];

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

        /// <summary>Runs async projections and subscriptions in this host.</summary>
        public MartenConfigurationExpression AddAsyncDaemon(DaemonMode mode)
        {
            if (mode != DaemonMode.Disabled)
                Services.AddSingleton<IHostedService>(provider => new DaemonHost(provider.GetRequiredService<IDocumentStore>(), mode));
            return this;
        }

        /// <summary>A subscription made by the container; one that is not a singleton is made for each page.</summary>
        public MartenConfigurationExpression AddSubscriptionWithServices<T>(ServiceLifetime lifetime, Action<ISubscriptionOptions>? configure = null)
            where T : class, ISubscription
        {
            Services.Add(new ServiceDescriptor(typeof(T), typeof(T), lifetime));
            _subscriptions.Add((options, provider) => options.Projections.Subscribe(typeof(T).Name,
                () => lifetime == ServiceLifetime.Singleton ? provider.GetRequiredService<T>() : new ScopedSubscription<T>(provider), configure));
            return this;
        }

        internal void AddSubscriptions(StoreOptions options, IServiceProvider provider) => _subscriptions.ForEach(add => add(options, provider));
    }
}
