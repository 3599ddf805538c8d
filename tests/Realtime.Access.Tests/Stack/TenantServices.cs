using Realtime.Testing.Stack;

namespace Realtime.Access.Tests.Stack;

/// <summary>One stack with two tenants and operators.</summary>
public sealed class TenantServices : SharedServices
{
    public new const string Name = "two tenants";
    const string App = "app", Auditor = "auditor", Operator = "operator";

    internal static TestKey Acme { get; } = TestKey.Of("acme", [.. Realtime.Api.Access.Scopes.Of([App, Auditor]), "audit:erase"]);
    internal static TestKey Globex { get; } = TestKey.Of("globex", [.. Realtime.Api.Access.Scopes.Of([App, Auditor]), "audit:erase"]);
    internal static TestKey AcmeTest { get; } = TestKey.ForTests("acme", [.. Realtime.Api.Access.Scopes.Of([App, Auditor])]);
    internal static TestKey Operators { get; } = TestKey.Of("default", Operator);

    protected override StackSettings Settings => new()
    {
        Key = Operators.Key,
        Api = new Dictionary<string, string> { ["Realtime__Access__ApiKeys"] = "true",
            ["Realtime__Access__KeysFile"] = TestKey.File(Acme, Globex, AcmeTest, Operators) },
    };
}

[CollectionDefinition(TenantServices.Name)]
public sealed class TenantServicesDefinition : ICollectionFixture<TenantServices>;
