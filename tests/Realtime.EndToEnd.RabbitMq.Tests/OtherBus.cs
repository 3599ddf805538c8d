using System.Runtime.CompilerServices;
using Realtime.Testing.Stack;

namespace Realtime.EndToEnd.Tests;

static class OtherBus
{
    /// <summary>All stacks of this suite have their bus on a broker.</summary>
    [ModuleInitializer]
    internal static void Set() => StackBus.Kind = BrokerBus.New;
}
