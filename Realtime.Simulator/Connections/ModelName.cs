namespace Realtime.Simulator.Connections;

/// <summary>
/// A model's name. It may carry parameters, for clients that can choose only the model: <c>sim-fault-close:after-2:code-4002</c>.
/// </summary>
internal sealed record ModelName(string Base, IReadOnlyDictionary<string, string> Parameters)
{
    private const string FaultPrefix = "sim-fault-";
    private static readonly char[] BeforeValue = ['-', '='];

    public string? Fault => Base.StartsWith(FaultPrefix, StringComparison.Ordinal) ? Base[FaultPrefix.Length..] : null;

    /// <exception cref="FormatException">A parameter after a colon is not written <c>name-value</c>.</exception>
    public static ModelName Parse(string name)
    {
        var parts = name.Split(':');
        return new ModelName(parts[0], parts.Skip(1).Select(part => part.Split(BeforeValue, 2)).DistinctBy(pair => pair[0]).ToDictionary(
            pair => pair[0],
            pair => pair.Length == 2 ? pair[1] : throw new FormatException("Write a parameter of the model as :name-value.")));
    }
}
