namespace JasperFx.Events.Subscriptions;

/// <summary>How a subscription is named and filtered.</summary>
public interface ISubscriptionOptions
{
    /// <summary>Names the progress row.</summary>
    string Name { get; set; }

    /// <summary>Once a type is included, others are not given.</summary>
    void IncludeType<T>();

    void IncludeType(Type type);
}
