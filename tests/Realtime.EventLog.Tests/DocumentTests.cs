using Npgsql;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>The conversation's document and its stream, as other connections see them.</summary>
[Collection(Node.Tests)]
public sealed class DocumentTests : IAsyncLifetime
{
    const string C = "c";
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task The_transaction_that_appends_the_end_clears_the_live_session()
    {
        using var over = new CancellationTokenSource();
        var seen = Watch(over.Token);
        for (var life = 0; life < 30; life++) await Life.End(node, C, await Life.Begin(node, C));
        await over.CancelAsync();
        var observations = await seen;
        Assert.Contains((true, true), observations);
        Assert.Contains((false, false), observations);
        Assert.DoesNotContain(observations, o => o.Ended != o.Free);
    }

    [Fact]
    public async Task A_transcript_does_not_rewrite_the_document_and_a_text_does()
    {
        var session = await Life.Begin(node, C);
        var before = await Row();
        await node.Transact(C, new Record(session, Life.Owner, [Life.Said(session, "a"), Life.Said(session, "b")]));
        Assert.Equal(before, await Row());
        await node.Transact(C, new SubmitText(session, "i2", "user", "more"));
        Assert.NotEqual(before, await Row());
        await node.AssertSound();
    }

    [Fact]
    public async Task State_and_version_are_loaded_together()
    {
        Assert.Null(await node.Conversations.Load("never was", CancellationToken.None));
        var session = await Life.Begin(node, C);
        var now = await node.Conversations.Load(C, CancellationToken.None);
        Assert.Equal((6, SessionPhase.Started), (now!.Version, now.State.Live!.Phase));
        await Life.End(node, C, session);
        now = await node.Conversations.Load(C, CancellationToken.None);
        Assert.Equal((9, EndReason.Requested), (now!.Version, now.State.LastEnd!.Reason));
    }

    [Fact]
    public async Task The_index_of_live_sessions_has_only_live_sessions()
    {
        await Life.End(node, C, await Life.Begin(node, C));
        await Life.Begin(node, "other");
        Assert.Equal("other", await node.Scalar<string>(
                "select string_agg(id, ',') from mt_doc_conversation where data -> 'live' ->> 'phase' is not null"));
        Assert.Equal(1L, await node.Scalar<long>($"select count(*) from pg_indexes where indexname = '{EventLogSchema.LiveIndex}'"));
    }

    /// <summary>Identifies the row version: every write changes it, even with the same content.</summary>
    Task<string?> Row() => node.Scalar<string>($"select xmin::text || ' ' || ctid::text from mt_doc_conversation where id = '{C}'");

    /// <summary>Reads the last event and the document again and again, each time in one statement, so in one snapshot.</summary>
    async Task<List<(bool Ended, bool Free)>> Watch(CancellationToken over)
    {
        await using var connection = await node.Database.OpenConnectionAsync(CancellationToken.None);
        await using var look = new NpgsqlCommand(
            $"""
             select (select type = 'session_ended' from mt_events where stream_id = '{C}' order by version desc limit 1),
                    (select coalesce(data -> 'live', 'null') = 'null' from mt_doc_conversation where id = '{C}')
             """, connection);
        var seen = new List<(bool, bool)>();
        while (!over.IsCancellationRequested)
        {
            await using var reader = await look.ExecuteReaderAsync(CancellationToken.None);
            await reader.ReadAsync(CancellationToken.None);
            if (!reader.IsDBNull(0)) seen.Add((reader.GetBoolean(0), reader.GetBoolean(1)));
        }

        return seen;
    }
}
