using JasperFx.Events.Subscriptions;
using Marten.Subscriptions;

namespace Marten.Internal;

internal sealed class SubscriptionRegistration(string name, Func<IServiceProvider?, ISubscription> source) : ISubscriptionOptions
{
    readonly List<Type> _included = [];

    public string Name { get; set; } = name;

    public Func<IServiceProvider?, ISubscription> Source { get; } = source;

    public void IncludeType<T>() => IncludeType(typeof(T));

    public void IncludeType(Type type) => _included.Add(type);

    public bool Handles(Type eventType) => _included.Count == 0 || _included.Exists(included => included.IsAssignableFrom(eventType));
}
