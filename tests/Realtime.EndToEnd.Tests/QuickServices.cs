using Realtime.Testing.Stack;

namespace Realtime.EndToEnd.Tests;

/// <summary>A stack with short time limits, for tests that wait for them.</summary>
public sealed class QuickServices : SharedServices
{
    public new const string Name = "the stack with short bounds";

    protected override StackSettings Settings => new()
    {
        Worker = new Dictionary<string, string>
        {
            ["Realtime__Bounds__ConnectMilliseconds"] = "3000",
            ["Realtime__Bounds__WriteMilliseconds"] = "1000",
            ["Realtime__Bounds__PingMilliseconds"] = "500",
            ["Realtime__Bounds__PongMilliseconds"] = "2000",
            ["Realtime__Bounds__CloseMilliseconds"] = "3000",
            ["Realtime__Bounds__MessageBytes"] = "65536",
        },
    };
}

[CollectionDefinition(QuickServices.Name)]
public sealed class QuickServicesDefinition : ICollectionFixture<QuickServices>;
