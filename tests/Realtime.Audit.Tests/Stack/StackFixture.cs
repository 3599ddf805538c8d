namespace Realtime.Audit.Tests;

/// <summary>An API and a worker on a shared database. Tests may change only their own conversations.</summary>
public sealed class StackFixture : IAsyncLifetime
{
    /// <summary>The name of the collection of test classes that share it.</summary>
    public const string Tests = "the shared stack";

    internal AuditStack Stack { get; private set; } = null!;

    public async Task InitializeAsync() => Stack = await AuditStack.New();

    public async Task DisposeAsync()
    {
        if (Stack is not null) await Stack.DisposeAsync(); // null if its start failed
    }
}

[CollectionDefinition(StackFixture.Tests)]
public sealed class StackFixtureDefinition : ICollectionFixture<StackFixture>;
