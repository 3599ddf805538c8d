using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Marten;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>Our SQL on Marten's tables is right only for the tables that it was written for.</summary>
[Collection(Node.Tests)]
public sealed class MartenTablesTests
{
    [Fact]
    public void The_package_has_the_version_whose_tables_the_code_describes() =>
        Assert.Equal(MartenTables.WrittenFor, typeof(IDocumentStore).Assembly.GetName().Version!.ToString(2));

    [Fact]
    public void Only_one_project_has_SQL_on_the_tables()
    {
        var services = new[] { "AppHost", "LocalServers", "ServiceDefaults", "Realtime.Api", "Realtime.Sessions", "Realtime.SqlTransport",
            "Realtime.Worker" };
        var elsewhere =
            services.SelectMany(service => Directory.EnumerateFiles(Path.Combine(Root(), service), "*.cs", SearchOption.AllDirectories))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\bmt_(streams|events|event_progression|doc_)"));
        Assert.Empty(elsewhere);
    }

    [Theory]
    [InlineData("alter table mt_events alter column bdata type text", "Column bdata of mt_events should be bytea and is text")]
    [InlineData(
        "alter table mt_doc_conversation rename column data to body",
        "Column data of mt_doc_conversation should be jsonb and is not there")]
    [InlineData("update mt_events set bdata = '\\x00' where version = 1", "mt_events has events in Marten's binary form")]
    public async Task Tables_with_another_shape_are_refused_and_the_difference_is_named(string change, string sentence)
    {
        await using var node = await Node.Start(await SharedServers.NewDatabase());
        await Life.Begin(node, "c");
        await using var connection = await node.Database.OpenConnectionAsync();
        await MartenTables.Check(connection, default);

        await node.Execute(change);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MartenTables.Check(connection, default));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
