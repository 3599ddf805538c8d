using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Realtime.Sessions.Pricing;

namespace Realtime.Worker.Pricing;

/// <summary>Settings under Realtime:Prices: a price table. Without models the default table holds.</summary>
public sealed class PriceOptions : IValidatableObject
{
    public const string Section = "Realtime:Prices";
    const int LongestVersion = 64;

    /// <summary>Names the table in every cost.</summary>
    public string? Version { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; set; }

    public IList<ModelPrice> Models { get; } = [];

    /// <summary>Settings of models that cannot be read. The binder would leave them, or the whole model, out.</summary>
    readonly List<string> unreadable = [];

    /// <summary>Reads the section, and keeps what is wrong in it for <see cref="Validate"/>.</summary>
    public void Read(IConfiguration section)
    {
        var names = new ModelPrice().Prices.Select(price => price.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var model in section.GetSection(nameof(Models)).GetChildren())
        {
            foreach (var setting in model.GetChildren())
            {
                var isRight = setting.Key.ToUpperInvariant() switch
                {
                    "MODEL" => true,
                    "FROM" => DateOnly.TryParse(setting.Value, CultureInfo.InvariantCulture, out _),
                    "ISUNCERTAIN" => bool.TryParse(setting.Value, out _),
                    _ => names.Contains(setting.Key)
                        && decimal.TryParse(setting.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
                };
                if (!isRight) unreadable.Add($"{nameof(Models)}:{model.Key}:{setting.Key} is no setting of a model, or its value is not valid.");
            }
        }

        if (unreadable.Count == 0) section.Bind(this);
    }

    /// <summary>The table in force.</summary>
    public PriceTable Table => Models.Count == 0 ? DefaultPrices.Table : new PriceTable(Version!, Currency!, [.. Models]);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in unreadable) yield return Wrong(problem);
        if (unreadable.Count > 0) yield break;
        if (Models.Count == 0)
        {
            if (Version is not null || Currency is not null)
                yield return Wrong("Models must list the prices of the table, since Version or Currency is set.");
            yield break;
        }

        if (Version is not { Length: > 0 and <= LongestVersion })
            yield return Wrong($"Version must name the table, in 1 to {LongestVersion} characters.");
        if (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper))
            yield return Wrong("Currency must be three letters of ISO 4217, for example USD.");
        for (var at = 0; at < Models.Count; at++)
        {
            var price = Models[at];
            if (price.Model.Length == 0) yield return Wrong($"Models:{at}:Model must name a model.");
            if (price.Prices.All(one => one.Price is null)) yield return Wrong($"Models:{at} must have a price, for example TextIn.");
            foreach (var (name, _) in price.Prices.Where(one => one.Price < 0)) yield return Wrong($"Models:{at}:{name} must not be negative.");
            if (Models.Take(at).Any(other => other.Model == price.Model && other.From == price.From))
                yield return Wrong($"Models:{at} repeats the prices of {price.Model} from the same day on.");
        }
    }

    static ValidationResult Wrong(string sentence) => new(string.Create(CultureInfo.InvariantCulture, $"{Section}:{sentence}"));
}
