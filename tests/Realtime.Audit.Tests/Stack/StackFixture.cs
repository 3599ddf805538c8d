namespace Realtime.Audit.Tests;

/// <summary>API and worker on a database that is not to be broken as a whole: tests keep to their own conversations.</summary>
public sealed class StackFixture : IAsyncLifetime
{
    /// <summary>The collection of test classes that share it.</summary>
    public const string Tests = "the shared stack";

    internal AuditStack Stack { get; private set; } = null!;

    public async Task InitializeAsync() => Stack = await AuditStack.New();

    public async Task DisposeAsync()
    {
        if (Stack is not null) await Stack.DisposeAsync(); // there is none where its start failed
    }
}

[CollectionDefinition(StackFixture.Tests)]
public sealed class StackFixtureDefinition : ICollectionFixture<StackFixture>;
