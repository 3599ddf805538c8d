using System.Diagnostics;

namespace Realtime.Access.Tests.Stack;

/// <summary>Counts the statements of this process to the database.</summary>
sealed class Statements : IDisposable
{
    readonly ActivityListener listener;
    int count;

    public Statements()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => Interlocked.Increment(ref count),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => Volatile.Read(ref count);

    public void Dispose() => listener.Dispose();
}
