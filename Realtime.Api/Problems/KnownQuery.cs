using System.Collections.Concurrent;
using System.Reflection;
using Realtime.Api.Events;

namespace Realtime.Api.Problems;

/// <summary>The query parameters that an address reads by itself, beside those of its handler's signature.</summary>
/// <param name="Names">Parameters that it takes.</param>
/// <param name="Refused">Parameters that it refuses in words of its own.</param>
sealed record AlsoReads(string[] Names, string[] Refused);

/// <summary>
/// Refuses a query parameter that its address does not have, and one that is given twice: a misspelt one would be ignored, and the client
/// would get what it did not ask for.
/// </summary>
static class KnownQuery
{
    static readonly ConcurrentDictionary<Endpoint, AlsoReads?> Known = [];

    public static void UseKnownQuery(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.QueryString.HasValue && context.GetEndpoint() is RouteEndpoint endpoint
            && Known.GetOrAdd(endpoint, static (_, of) => NamesOf(of), endpoint) is { } names)
            Check(context.Request.Query, names);
        return next(context);
    });

    /// <summary>Names the parameters that a handler reads from the request itself, and those that it refuses in words of its own.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder route, string[] names, params string[] refused) =>
        route.WithMetadata(new AlsoReads(names, refused));

    static void Check(IQueryCollection query, AlsoReads known)
    {
        foreach (var (name, values) in query)
        {
            if (!known.Names.Contains(name, StringComparer.Ordinal) && !known.Refused.Contains(name, StringComparer.Ordinal))
                throw new InvalidOptionsException(name, $"{name} is not a parameter of this address: {Takes(known.Names)}");
            if (values.Count > 1) throw new InvalidOptionsException(name, $"{name} is in the address {values.Count} times: leave one.");
        }
    }

    static string Takes(string[] names) => names is [] ? "it takes none." : $"it takes {string.Join(", ", names)}.";

    /// <summary>Null for a route that is not ours to judge: it has no handler of ours.</summary>
    static AlsoReads? NamesOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<MethodInfo>() is not { } handler || handler.Module.Assembly != typeof(KnownQuery).Assembly)
            return null;
        var route = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = handler.GetParameters().SelectMany(Flat).Where(parameter => IsText(parameter.Type) && !route.Contains(parameter.Name));
        var own = endpoint.Metadata.GetMetadata<AlsoReads>() ?? new AlsoReads([], []);
        return own with { Names = [.. named.Select(parameter => parameter.Name), .. own.Names] };
    }

    static IEnumerable<(string Name, Type Type)> Flat(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is null
            ? [(parameter.Name!, parameter.ParameterType)]
            : parameter.ParameterType.GetConstructors().Single().GetParameters().Select(of => (of.Name!.ToLowerFirst(), of.ParameterType));

    static bool IsText(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var of
        && (of == typeof(string) || of == typeof(Guid) || of == typeof(DateTimeOffset) || of == typeof(After) || of.IsPrimitive);

    static string ToLowerFirst(this string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
