namespace Realtime.EventLog;

public static class ObservedTask
{
    /// <summary>Marks a failure of the task as seen, for a task that is awaited only in some cases. Awaiting it still throws.</summary>
    public static T Observed<T>(this T task) where T : Task
    {
        _ = task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return task;
    }
}
