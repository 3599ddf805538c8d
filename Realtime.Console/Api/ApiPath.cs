using Microsoft.AspNetCore.Http.Extensions;

namespace Realtime.Console.Api;

/// <summary>Paths of the API with their parts escaped.</summary>
public static class ApiPath
{
    /// <summary>For example <c>ApiPath.Of("conversations", name, "events")</c>.</summary>
    public static string Of(params IEnumerable<string> parts) => string.Join('/', parts.Select(Uri.EscapeDataString));

    /// <summary>Adds the parameters that have a value.</summary>
    public static string With(this string path, params IEnumerable<(string Name, object? Value)> parameters)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in parameters)
            if (Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } text) query.Add(name, text);
        return path + query;
    }
}
