namespace Realtime.EndToEnd.Tests.Stack;

/// <summary>One stack for the many tests that break nothing but their own sessions.</summary>
public class SharedServices : IAsyncLifetime
{
    public const string Name = "the shared stack";

    internal RealtimeStack Stack { get; private set; } = null!;

    private protected virtual StackSettings Settings => StackSettings.Default;

    public async Task InitializeAsync() => Stack = await RealtimeStack.Start(Settings);

    public async Task DisposeAsync()
    {
        if (Stack is not null) await Stack.DisposeAsync(); // there is none where its start failed
    }
}

[CollectionDefinition(SharedServices.Name)]
public sealed class SharedServicesDefinition : ICollectionFixture<SharedServices>;
