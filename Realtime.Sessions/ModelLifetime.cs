namespace Realtime.Sessions;

/// <summary>How long a model may be used.</summary>
/// <param name="EndsOn">The day, in UTC, from which the provider refuses it; null if none is known.</param>
/// <param name="Successor">The model that the provider names in its place.</param>
public sealed record ModelLifetime(string Name, DateOnly? EndsOn = null, string? Successor = null)
{
    /// <summary>So many days before its end a start with the model carries a warning.</summary>
    public const int NoticeDays = 60;

    const int DateLength = 11; // -2025-08-28

    public bool HasEnded(DateTimeOffset now) => EndsOn <= Today(now);

    public bool EndsSoon(DateTimeOffset now) => !HasEnded(now) && EndsOn?.AddDays(-NoticeDays) <= Today(now);

    /// <summary>The last sentence of a warning or a refusal.</summary>
    public string Advice => Successor is null ? "Use another model." : $"Use {Successor}.";

    /// <summary>The lifetime of a model; that of its name without a date for a dated version that is not listed itself.</summary>
    public static ModelLifetime? Find(string model, IEnumerable<ModelLifetime> among)
    {
        var all = among as IReadOnlyCollection<ModelLifetime> ?? [.. among];
        return all.FirstOrDefault(lifetime => lifetime.Name == model)
            ?? (Undated(model) is { } name && all.FirstOrDefault(lifetime => lifetime.Name == name) is { } found
                ? found with { Name = model } : null);
    }

    static string? Undated(string model) =>
        model.Length > DateLength && model[^DateLength] == '-' && DateOnly.TryParseExact(model[^(DateLength - 1)..], "yyyy-MM-dd", out _)
            ? model[..^DateLength]
            : null;

    static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
