using System.Reflection;
using JasperFx;

namespace Marten.Internal;

/// <summary>How documents of a type are stored: table, identity, kind of version.</summary>
internal sealed class DocumentMapping
{
    readonly PropertyInfo _id;

    public DocumentMapping(Type type)
    {
        Type = type;
        _id = type.GetProperty("Id") is { } id && (id.PropertyType == typeof(string) || id.PropertyType == typeof(Guid))
            ? id
            : throw new NotSupportedException($"{type.FullName} has no property Id that is a string or a Guid.");
        Table = $"public.{TableName(type)}";
    }

    public Type Type { get; }

    public string Table { get; }

    public bool HasGuidId => _id.PropertyType == typeof(Guid);

    public bool IsRevisioned => typeof(IRevisioned).IsAssignableFrom(Type);

    /// <summary>Projected documents are numbered too, whether or not they have a member for it.</summary>
    public bool IsProjected { get; set; }

    public bool HasRevisionColumn => IsRevisioned || IsProjected;

    public HashSet<string> IgnoredIndexes { get; } = [];

    /// <summary>The document's id; one without a Guid gets one.</summary>
    public object IdOf(object document)
    {
        var id = _id.GetValue(document) ?? throw new InvalidOperationException($"The id of a {Type.Name} is null.");
        if (id is not Guid { } guid || guid != Guid.Empty) return id;
        SetId(document, id = Guid.CreateVersion7());
        return id;
    }

    public void SetId(object document, object id)
    {
        if (_id.CanWrite) _id.SetValue(document, id);
    }

    public static string TableName(Type type) =>
        $"mt_doc_{(type.DeclaringType is { } outer ? $"{outer.Name}_{type.Name}" : type.Name)}".ToLowerInvariant();
}
