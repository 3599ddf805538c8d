using Realtime.Testing.Stack;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>One stack, of two workers, for attacks that are to harm nobody.</summary>
public sealed class IdentityServices : SharedServices
{
    public const string Tests = "identity";

    protected override StackSettings Settings => new() { Workers = 2 };
}

[CollectionDefinition(IdentityServices.Tests)]
public sealed class IdentityServicesDefinition : ICollectionFixture<IdentityServices>;
