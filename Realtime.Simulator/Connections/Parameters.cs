using System.Globalization;

namespace Realtime.Simulator.Connections;

internal static class Parameters
{
    /// <exception cref="FormatException">The parameter is present, but not a whole number in the range.</exception>
    public static int? Number(IReadOnlyDictionary<string, string> parameters, string name, int least, int most)
    {
        if (!parameters.TryGetValue(name, out var text))
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        throw new FormatException($"{name} must be a whole number from {least} to {most}.");
    }
}
