using Realtime.Testing.Stack;

namespace Realtime.Live.Tests.Stack;

/// <summary>A stack with a short grace time for lost clients, which drops audio early.</summary>
public sealed class QuickLiveServices : SharedServices
{
    public new const string Name = "the impatient live stack";

    protected override StackSettings Settings => new()
    {
        Worker = new Dictionary<string, string>
        {
            ["Realtime__Bounds__ClientGoneMilliseconds"] = "10000",
            ["Realtime__Bounds__AudioFrames"] = "4",
            ["Realtime__Bounds__WriteMilliseconds"] = "60000",
        },
    };
}

[CollectionDefinition(QuickLiveServices.Name)]
public sealed class QuickLiveServicesDefinition : ICollectionFixture<QuickLiveServices>;
