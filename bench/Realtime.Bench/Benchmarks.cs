using Realtime.Bench.Access;
using Realtime.Bench.Appends;
using Realtime.Bench.Bystanders;
using Realtime.Bench.Capacity;
using Realtime.Bench.Chaos;
using Realtime.Bench.Ends;
using Realtime.Bench.Figures;
using Realtime.Bench.Followers;
using Realtime.Bench.Growth;
using Realtime.Bench.Reads;
using Realtime.Bench.Relay;
using Realtime.Bench.Scale;
using Realtime.Bench.Starts;

namespace Realtime.Bench;

/// <summary>The benchmarks by name. They print their progress on standard error, and the figures on standard output at the end.</summary>
static class Benchmarks
{
    const string Usage =
        """
        Realtime.Bench NAME [--quick] [--minutes N] [--sessions N] [--seed N] [--kills N] [--logs FOLDER]
                       [--broker] [--nodes N] [--events N] [--workers N] [--scenario NAME] [--against FILE]
          NAME       end, start, append, read, follow, spread, grow, lag, relay, capacity, bystanders, access, or all; chaos; scale;
                     parts: journal (of append), speaking, allocations, idle (of capacity)
          --quick    few samples: checks that a benchmark works, without useful figures
          --minutes  how long capacity holds its idle sessions (10), and how long chaos inflicts faults (5)
          --sessions how many idle sessions capacity holds (5,000), and how many sessions scale simulates (1,000,000)
          --seed     fixes which faults chaos inflicts and in which order (any), and the whole run of scale (1)
          --kills    chaos goes on until it has killed this many processes, however long that takes
          --logs     the folder in which chaos keeps the output of its processes
          --broker   RabbitMQ carries the bus in chaos, and chaos kills it too
          --nodes    over how many APIs follow spreads its followers (1; spread: 3)
          --events   how many events the large log of grow has (10000000)
          --workers  how many workers scale simulates (200)
          --scenario the only scenario of scale: rolling, zone, failover or overlap (all)
          --against  the figures that an earlier run printed: says which agree, and what the machine did where they differ
        """;

    static readonly Dictionary<string, Func<BenchRun, Task>> ByName = new(StringComparer.Ordinal)
    {
        ["end"] = EndBenchmark.Run,
        ["start"] = StartBenchmark.Run,
        ["append"] = AppendBenchmark.Run,
        ["read"] = ReadBenchmark.Run,
        ["follow"] = run => FollowBenchmark.Run(run, run.Arguments.Nodes),
        ["spread"] = run => FollowBenchmark.Run(run, nodes: 3),
        ["grow"] = GrowBenchmark.Run,
        ["lag"] = LagBenchmark.Run,
        ["relay"] = RelayBenchmark.Run,
        ["capacity"] = CapacityBenchmark.Run,
        ["bystanders"] = BystanderBenchmark.Run,
        ["access"] = AccessBenchmark.Run,
        ["journal"] = AppendBenchmark.Journal,
        ["speaking"] = CapacityBenchmark.MostSpeaking,
        ["allocations"] = CapacityBenchmark.Allocations,
        ["idle"] = IdleSessions.Run,
        ["chaos"] = ChaosBenchmark.Run,
        ["scale"] = ScaleBenchmark.Run,
    };

    /// <summary>Parts of others; chaos, which goes on as long as it is told; and scale, which simulates.</summary>
    static readonly string[] NotOfAll = ["journal", "speaking", "allocations", "idle", "chaos", "scale"];

    public static async Task<int> Run(string[] args)
    {
        var names = args is ["all", ..] ? [.. ByName.Keys.Except(NotOfAll)] : args.Take(1).ToArray();
        if (names is [] || names.Any(name => !ByName.ContainsKey(name)) || BenchArguments.Read(args) is not { } arguments)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        var run = new BenchRun(new Report(arguments.Against is { } file ? EarlierRun.Read(file) : null), arguments);
        try
        {
            foreach (var name in names)
            {
                run.Say($"{name}: load {Machine.Load()}");
                run.Report.Benchmark = name;
                await MachinePace.Measure(run, name);
                await ByName[name](run);
            }
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            run.Report.Write(Console.Out);
            return 1;
        }

        run.Report.Write(Console.Out);
        return 0;
    }
}
