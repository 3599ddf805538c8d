using Realtime.Testing.Stack;

namespace Realtime.EndToEnd.Tests;

[CollectionDefinition(SharedServices.Name)]
public sealed class SharedServicesDefinition : ICollectionFixture<SharedServices>;
