using Realtime.Testing.Stack;

namespace Realtime.Live.Tests.Stack;

/// <summary>One stack for most tests: with a key and TLS, and bounds so long that no test depends on them.</summary>
public sealed class LiveServices : SharedServices
{
    public new const string Name = "the live stack";
    static readonly TestKey App = TestKey.Of("default", "app", "operate");

    public static string Key => App.Key;

    /// <summary>Where the API keeps its development certificate.</summary>
    internal static string Certificates { get; } = Path.Combine(AppContext.BaseDirectory, "certificates");

    protected override StackSettings Settings => new()
    {
        Key = Key,
        Api = new Dictionary<string, string>
        {
            ["Realtime__Access__KeysFile"] = TestKey.File(App),
            ["Realtime__Tls__Port"] = "0",
            ["Realtime__Tls__Folder"] = Certificates,
        },
        Worker = new Dictionary<string, string>
        {
            ["Realtime__Bounds__ClientGoneMilliseconds"] = "600000",
            ["Realtime__Worker__LeaseSeconds"] = "120",
        },
    };
}

[CollectionDefinition(LiveServices.Name)]
public sealed class LiveServicesDefinition : ICollectionFixture<LiveServices>;
