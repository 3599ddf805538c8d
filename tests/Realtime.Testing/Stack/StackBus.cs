namespace Realtime.Testing.Stack;

/// <summary>The bus of one stack. A test may take it away and give it back.</summary>
public abstract class StackBus : IAsyncDisposable
{
    /// <summary>Makes the bus of each stack, given the stack's database. A suite may set another.</summary>
    public static Func<string, StackSettings, Task<StackBus>> Kind { get; set; } = DatabaseBus.New;

    /// <summary>What ConnectionStrings:messaging is set to; null where it is not.</summary>
    public abstract string? ConnectionString { get; }

    public abstract Task TakeAway();

    public abstract Task GiveBack();

    /// <summary>Messages in a queue, and those put aside under its name.</summary>
    public abstract Task<long> Kept(string queue);

    public abstract ValueTask DisposeAsync();
}
