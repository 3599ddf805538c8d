using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

[Collection(Node.Tests)]
public sealed class LogDatabaseTests
{
    [Theory]
    [InlineData("", "off")]
    [InlineData(";Options=-c jit=on", "on")]
    public async Task PostgreSQL_compiles_no_statement_of_the_log_unless_the_operator_says_so(string setting, string expected)
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase() + setting);

        await using var command = node.Database.CreateCommand("show jit");
        Assert.Equal(expected, await command.ExecuteScalarAsync());
        await using var session = node.Store.QuerySession();
        await using var martens = session.Connection!.CreateCommand();
        martens.CommandText = "show jit";
        Assert.Equal(expected, await martens.ExecuteScalarAsync());
    }
}
