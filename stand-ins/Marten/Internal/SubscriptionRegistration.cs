using JasperFx.Events.Subscriptions;
using Marten.Subscriptions;

namespace Marten.Internal;

internal sealed class SubscriptionRegistration(string name, Func<ISubscription> source) : ISubscriptionOptions
{
    public string Name { get; set; } = name;

    public List<Type> IncludedEventTypes { get; } = [];

    /// <summary>Made when the daemon starts, since it may itself need the store.</summary>
    public Func<ISubscription> Source { get; } = source;

    public Func<Type, bool>? Filter =>
        IncludedEventTypes.Count == 0 ? null : type => IncludedEventTypes.Exists(included => included.IsAssignableFrom(type));

    public void IncludeType<T>() => IncludeType(typeof(T));

    public void IncludeType(Type type) => IncludedEventTypes.Add(type);
}
