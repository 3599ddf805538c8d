namespace Realtime.Bench.Appends;

/// <summary>The floor for single-event appends and for the journal: a number of plain writers, each with its own stream.</summary>
sealed class SingleEventFloor : IAsyncDisposable
{
    readonly PlainWriter[] writers;
    readonly string[] names;
    readonly Row[][] rows;
    readonly int[] step;

    SingleEventFloor(PlainWriter[] writers)
    {
        this.writers = writers;
        names = [.. writers.Select(_ => $"plain-{Guid.NewGuid():N}")];
        rows = [.. names.Select(Life.Rows)];
        step = new int[writers.Length];
    }

    public static async Task<SingleEventFloor> Open(string connectionString, int streams) =>
        new(await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => PlainWriter.Open(connectionString))));

    public Task Append(int stream) => writers[stream].Append(names[stream], rows[stream][step[stream]++ % rows[stream].Length]);

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in writers) await writer.DisposeAsync();
    }
}
