using System.Reflection;

namespace Realtime.Worker.Upstream;

/// <summary>The dialects of an assembly, found by their type: adding one needs only its folder.</summary>
static class Dialects
{
    public static readonly IReadOnlyList<IDialect> All = In(typeof(Dialects).Assembly);

    public static IReadOnlyList<IDialect> In(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDialect)))
            .Select(type => (IDialect)Activator.CreateInstance(type)!).OrderBy(dialect => dialect.Name, StringComparer.Ordinal),
    ];

    public static IDialect? Find(string name) => All.FirstOrDefault(dialect => dialect.Name == name);

    public static string Names => string.Join(", ", All.Select(dialect => dialect.Name));
}
