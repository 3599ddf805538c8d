namespace Aspire.Hosting.Engine;

/// <summary>What runs, how it is, and where it answers.</summary>
internal static class EndpointTable
{
    public static void Print(ConsoleOutput output, IEnumerable<ResourceRunner> runners)
    {
        var rows = runners.SelectMany(RowsOf).ToList();
        if (rows.Count == 0)
            return;

        var (names, states) = (rows.Max(row => row.Name.Length), rows.Max(row => row.State.Length));
        output.Note("");
        foreach (var (name, state, address) in rows)
            output.Note($"  {name.PadRight(names)}  {state.PadRight(states)}  {address}".TrimEnd());
        output.Note("");
    }

    private static IEnumerable<(string Name, string State, string Address)> RowsOf(ResourceRunner runner) =>
        runner.Addresses.DefaultIfEmpty("").Select((address, index) =>
            index == 0 ? (runner.Resource.Name, runner.State, address) : ("", "", address));
}
