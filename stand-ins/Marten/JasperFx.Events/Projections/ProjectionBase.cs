namespace JasperFx.Events.Projections;

/// <summary>What projections share: a name, and the event types they are given.</summary>
public abstract class ProjectionBase
{
    /// <summary>Names the progress row; the document's type name unless set.</summary>
    public string Name { get; set; } = "";

    internal List<Type> IncludedEventTypes { get; } = [];

    public void IncludeType<T>() => IncludeType(typeof(T));

    /// <summary>Once a type is included, others are not given. A base type or interface includes its kin.</summary>
    public void IncludeType(Type type) => IncludedEventTypes.Add(type);
}
