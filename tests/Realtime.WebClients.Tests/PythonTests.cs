using Realtime.Testing.Scripts;
using Xunit.Abstractions;

namespace Realtime.WebClients.Tests;

/// <summary>The client in Python.</summary>
public sealed class PythonTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Its_tests_pass() =>
        output.WriteLine(await Python3.Run(Path.Combine(Docs.Root, "clients", "python"), "-m", "unittest", "-v", "test_realtime_client"));
}
