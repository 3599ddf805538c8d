using Realtime.Testing.Client;
using Xunit.Abstractions;

namespace Realtime.Testing.Stack;

/// <summary>
/// After each test: prints the services' output if the test failed, and checks that the log in the database breaks no rule.
/// </summary>
public abstract class StackTests : IAsyncLifetime
{
    readonly ITestOutputHelper output;
    readonly RealtimeStack? shared;
    readonly List<RealtimeStack> own = [];
    readonly DateTimeOffset begun = TimeProvider.System.GetUtcNow();

    protected StackTests(ITestOutputHelper output) => this.output = output;

    protected StackTests(SharedServices services, ITestOutputHelper output) : this(output) => shared = services.Stack;

    protected RealtimeStack Stack => shared ?? throw new InvalidOperationException("These tests have no shared stack. Call StartStack.");

    protected ApiClient Api => Stack.Client;

    protected SimulatorClient Upstream => Stack.Upstream;

    /// <summary>Starts a stack for this test alone, and disposes it after the test.</summary>
    protected async Task<RealtimeStack> StartStack(StackSettings settings)
    {
        var stack = await RealtimeStack.Start(settings);
        own.Add(stack);
        return stack;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (shared is not null)
        {
            output.WriteLine(shared.LogsSince(begun));
            await shared.CheckLog();
        }

        await CloseStacks();
    }

    protected async Task CloseStacks()
    {
        foreach (var stack in own)
        {
            await stack.DisposeAsync();
            output.WriteLine(stack.LogsSince(begun));
            await stack.CheckLog();
        }

        own.Clear();
    }
}
