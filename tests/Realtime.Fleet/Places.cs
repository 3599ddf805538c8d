namespace Realtime.Fleet;

/// <summary>A bounded number at a time; the others wait in order.</summary>
sealed class Places(VirtualTime time, int free)
{
    readonly Queue<TaskCompletionSource> waiting = new();

    public Task Take()
    {
        if (free > 0)
        {
            free--;
            return Task.CompletedTask;
        }

        var place = new TaskCompletionSource();
        waiting.Enqueue(place);
        return place.Task;
    }

    public void Give()
    {
        if (waiting.TryDequeue(out var next)) time.After(TimeSpan.Zero, next.SetResult);
        else free++;
    }

    /// <summary>Does something for each, so many at a time. The first failure stops it.</summary>
    public static async Task Each<T>(IEnumerable<T> all, int parallel, Func<T, Task> act)
    {
        using var rest = all.GetEnumerator();
        Exception? failure = null;
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Run()));
        if (failure is not null) throw failure;

        async Task Run()
        {
            try
            {
                while (failure is null && rest.MoveNext()) await act(rest.Current);
            }
            catch (Exception e)
            {
                failure ??= e;
            }
        }
    }
}
