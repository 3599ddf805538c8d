using Realtime.Testing.Stack;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>One stack with two workers, for attacks that must do no harm.</summary>
public sealed class IdentityServices : SharedServices
{
    public const string Tests = "identity";

    protected override StackSettings Settings => new() { Workers = 2 };
}

[CollectionDefinition(IdentityServices.Tests)]
public sealed class IdentityServicesDefinition : ICollectionFixture<IdentityServices>;
