using Realtime.Testing.Stack;

namespace Realtime.Client.Tests;

[CollectionDefinition(SharedServices.Name)]
public sealed class SharedServicesDefinition : ICollectionFixture<SharedServices>;
