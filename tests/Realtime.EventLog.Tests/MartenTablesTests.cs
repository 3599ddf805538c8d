using Marten;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>Our SQL on Marten's tables is only right while they are what it was written for.</summary>
[Collection(Node.Tests)]
public sealed class MartenTablesTests
{
    [Fact]
    public void The_package_is_the_version_that_the_tables_were_described_from() =>
        Assert.Equal(MartenTables.WrittenFor, typeof(IDocumentStore).Assembly.GetName().Version!.ToString(2));

    [Theory]
    [InlineData("alter table mt_events alter column bdata type text", "Column bdata of mt_events should be bytea and is text")]
    [InlineData("alter table mt_doc_conversation rename column data to body", "Column data of mt_doc_conversation should be jsonb and is not there")]
    public async Task A_service_does_not_start_on_tables_of_another_shape_and_names_what_differs(string change, string sentence)
    {
        var connectionString = await SharedServers.NewDatabase();
        await using (var before = await Node.Start(connectionString)) await before.Execute(change);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => Node.Start(connectionString));
        Assert.Contains(sentence, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_does_not_start_on_events_in_binary_form()
    {
        var connectionString = await SharedServers.NewDatabase();
        await using (var before = await Node.Start(connectionString))
        {
            await Life.Begin(before, "c");
            await before.Execute("update mt_events set bdata = '\\x00' where version = 1");
        }

        Assert.Contains("binary form", (await Assert.ThrowsAnyAsync<Exception>(() => Node.Start(connectionString))).ToString(), StringComparison.Ordinal);
    }
}
