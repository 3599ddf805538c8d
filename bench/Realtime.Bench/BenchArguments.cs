using System.Globalization;

namespace Realtime.Bench;

/// <summary>The arguments after the benchmark's name on the command line.</summary>
/// <param name="Minutes">How long capacity holds its idle sessions (null is 10), and how long chaos runs (null is 5).</param>
/// <param name="Sessions">The idle sessions that capacity holds (null is 5,000), and those that scale simulates (null is a million).</param>
/// <param name="Seed">For chaos: the seed; null is any. For scale: null is 1.</param>
/// <param name="Kills">For chaos: the number of kills; null runs for <paramref name="Minutes"/>.</param>
/// <param name="Logs">For chaos: the folder for the processes' output; null keeps none.</param>
/// <param name="Workers">For scale: the number of workers; null is 200.</param>
/// <param name="Scenario">For scale: the only scenario; null is all.</param>
/// <param name="Broker">For chaos: whether RabbitMQ carries the bus.</param>
/// <param name="Nodes">For follow: over how many API processes the followers are spread.</param>
/// <param name="Events">For grow: how many events the large log has; null is the number of the goal.</param>
/// <param name="Against">The file with the figures of an earlier run; null compares with none.</param>
sealed record BenchArguments(bool Quick, double? Minutes, int? Sessions, int? Seed, int? Kills, string? Logs, bool Broker, int Nodes,
    int? Events, int? Workers, string? Scenario, string? Against)
{
    /// <summary>Null if an argument is invalid.</summary>
    public static BenchArguments? Read(string[] args)
    {
        try
        {
            double? minutes = Text("--minutes") is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
            return minutes is null or > 0
                ? new(args.Contains("--quick"), minutes, Whole("--sessions"), Whole("--seed"), Whole("--kills"), Text("--logs"),
                    args.Contains("--broker"), Math.Max(1, Whole("--nodes") ?? 1), Whole("--events"), Whole("--workers"), Text("--scenario"),
                    Text("--against") is not { } file ? null : File.Exists(file) ? file : throw new FormatException(file))
                : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }

        int? Whole(string name) => Text(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

        string? Text(string name) =>
            Array.IndexOf(args, name) is var at && at < 0 ? null : at + 1 < args.Length ? args[at + 1] : throw new FormatException(name);
    }
}
