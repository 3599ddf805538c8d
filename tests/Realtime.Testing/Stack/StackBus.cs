namespace Realtime.Testing.Stack;

/// <summary>The bus of one stack. A test can make it unreachable and reachable again.</summary>
public abstract class StackBus : IAsyncDisposable
{
    /// <summary>Creates the bus of each stack, given the stack's database. A suite may set another.</summary>
    public static Func<string, StackSettings, Task<StackBus>> Kind { get; set; } = DatabaseBus.New;

    /// <summary>The value for ConnectionStrings:messaging; null leaves it unset.</summary>
    public abstract string? ConnectionString { get; }

    public abstract Task TakeAway();

    public abstract Task GiveBack();

    /// <summary>The number of messages in a queue and in its error and skipped queues.</summary>
    public abstract Task<long> Kept(string queue);

    public abstract ValueTask DisposeAsync();
}
