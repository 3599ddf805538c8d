using System.Runtime.CompilerServices;
using Realtime.Testing.Stack;

namespace Realtime.EndToEnd.Tests;

static class OtherBus
{
    /// <summary>Makes a broker carry the bus of all stacks in this suite.</summary>
    [ModuleInitializer]
    internal static void Set() => StackBus.Kind = BrokerBus.New;
}
