using Realtime.Testing.Stack;

namespace Realtime.Samples.Tests;

[CollectionDefinition(SharedServices.Name)]
public sealed class SharedServicesDefinition : ICollectionFixture<SharedServices>;
