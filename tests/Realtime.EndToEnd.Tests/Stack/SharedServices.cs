namespace Realtime.EndToEnd.Tests.Stack;

/// <summary>One stack for the many tests that break nothing but their own sessions.</summary>
public sealed class SharedServices : IAsyncLifetime
{
    public const string Name = "the shared stack";

    internal RealtimeStack Stack { get; private set; } = null!;

    public async Task InitializeAsync() => Stack = await RealtimeStack.Start();

    public async Task DisposeAsync() => await Stack.DisposeAsync();
}

[CollectionDefinition(SharedServices.Name)]
public sealed class SharedServicesDefinition : ICollectionFixture<SharedServices>;
