using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;

namespace Realtime.Live.Tests.Packages;

/// <summary>Checks the record of a package's session.</summary>
static class WholeSession
{
    /// <summary>
    /// Finds the session by its model, the only thing that the client names: it ended once, as the client requested, with speech both ways.
    /// </summary>
    public static async Task Ended(RealtimeStack stack, string model)
    {
        var (conversation, session) = await Find(stack.Database, model);
        var events = await new ConversationClient(stack.Client, conversation).Session(session).Ended();
        Assert.Equal("requested, claimed, started, ended(requested)", events.Life());
        var totals = events.End().Data.GetProperty("totals");
        Assert.True(totals.GetProperty("audioInMilliseconds").GetInt64() > 3_000);
        Assert.True(totals.GetProperty("audioOutMilliseconds").GetInt64() > 500);
        Assert.Equal(0, totals.GetProperty("framesDropped").GetInt64());
        Assert.Contains(events, e => e.Type == "handoff_requested");
        Assert.Contains(events, e => e.Type == "response_done" && e.Text("status") == "cancelled");
        await stack.Upstream.Gone(session);
    }

    static async Task<(string Conversation, Guid Session)> Find(string database, string model)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var find = source.CreateCommand(
            "select stream_id, (data ->> 'sessionId')::uuid from mt_events where type = "
            + "'session_requested' and data -> 'options' ->> 'model' = $1");
        find.Parameters.AddWithValue(model);
        await using var rows = await find.ExecuteReaderAsync();
        Assert.True(await rows.ReadAsync(), $"No session of {model} was requested.");
        return (rows.GetString(0), rows.GetGuid(1));
    }
}
