using System.Globalization;
using Realtime.Console.Api;

namespace Realtime.Console.Sessions;

/// <summary>
/// What the address of the list asks for, as it was written: the API judges the values, and its refusal names the field.
/// </summary>
public sealed record SessionFilter(IReadOnlyDictionary<string, string> Values)
{
    public const int DefaultLimit = 50;

    /// <summary>The fields of the filter, by their names in the address and at the API.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["text", "state", "reason", "conversation", "model", "worker", "tenant", "from", "to"];

    static readonly string[] Times = ["from", "to"];

    public string? this[string field] => Values.GetValueOrDefault(field);

    public string? Before => this["before"];

    public string Limit => this["limit"] ?? DefaultLimit.ToString(CultureInfo.InvariantCulture);

    public bool IsEmpty => !Fields.Any(Values.ContainsKey);

    public static SessionFilter Of(IQueryCollection query) => new(query
        .Where(q => Fields.Contains(q.Key) || q.Key is "before" or "limit")
        .Select(q => (q.Key, Value: q.Value.ToString().Trim())).Where(q => q.Value.Length > 0)
        .ToDictionary(q => q.Key, q => q.Value));

    public IEnumerable<(string, object?)> ApiParameters => Fields.Select(f => (f, (object?)(Times.Contains(f) ? InUtc(this[f]) : this[f])));

    /// <summary>The address of the list with this filter, and other values for some fields; null takes a field away.</summary>
    public string Address(params IEnumerable<(string Field, string? Value)> changes) => AddressOf("", changes);

    /// <summary>The address of what the list shows, without the page around it.</summary>
    public string FragmentAddress => AddressOf("fragments/sessions", []);

    string AddressOf(string path, IEnumerable<(string Field, string? Value)> changes)
    {
        var values = new Dictionary<string, string?>(Values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value)));
        foreach (var (field, value) in changes) values[field] = value;
        return "/" + path.With(values.Select(v => (v.Key, (object?)v.Value)));
    }

    /// <summary>Browsers send a time without its zone; the page says that it is UTC.</summary>
    static string? InUtc(string? time) =>
        DateTime.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed)
        && parsed.Kind is DateTimeKind.Unspecified
            ? time + "Z" : time;
}
