namespace Realtime.Testing.Stack;

/// <summary>One stack for all tests that break only their own sessions.</summary>
public class SharedServices : IAsyncLifetime
{
    public const string Name = "the shared stack";

    public RealtimeStack Stack { get; private set; } = null!;

    protected virtual StackSettings Settings => StackSettings.Default;

    public virtual async Task InitializeAsync() => Stack = await RealtimeStack.Start(Settings);

    public virtual async Task DisposeAsync()
    {
        if (Stack is not null) await Stack.DisposeAsync(); // null if its start failed
    }
}
