using System.Text.Json;
using Realtime.EventLog.Projections;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Testing.Servers;

namespace Realtime.EventLog.Tests;

/// <summary>The statistics write nothing for what comes after a session's first answer.</summary>
[Collection(Node.Tests)]
public sealed class StatisticsProjectionTests : IAsyncLifetime
{
    readonly StatisticsProjection projection = new();
    readonly Guid session = Guid.CreateVersion7();
    Node node = null!;

    public async Task InitializeAsync() => node = await Node.Start(await SharedServers.NewDatabase());

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Only_the_first_answer_and_what_comes_before_it_are_written()
    {
        int[] beginning = await Written(1, Requested, Life.Started(session), Answer, Speech, Speech, Answer);
        Assert.Equal([1, 1, 1, 1, 1, 1], beginning);
        for (var turn = 0; turn < 100; turn++)
        {
            int[] later = await Written(7 + 3 * turn, Speech, new TextDelivered(session, "i"), Answer);
            Assert.Equal([0, 0, 0], later);
        }

        var end = new SessionEnded(session, EndReason.Requested, null, null, null, SessionTotals.None, true);
        Assert.Equal(1, Assert.Single(await Written(1_000, end)));
    }

    [Fact]
    public async Task Events_that_are_read_again_are_written_again()
    {
        await Written(1, Requested, Speech, Answer);
        int[] afterFailedBatch = await Written(2, Speech, Answer, Answer);
        Assert.Equal([1, 1, 0], afterFailedBatch);
        int[] rebuilt = await Written(1, Requested, Answer, Speech, Answer, Answer);
        Assert.Equal([1, 1, 1, 1, 0], rebuilt);
    }

    SessionRequested Requested => new(session, Life.Options);

    SpeechStopped Speech => new(session, "item", 100);

    ItemAdded Answer => new(session, "item", JsonDocument.Parse("""{"type":"message","role":"assistant"}""").RootElement);

    /// <summary>The number of statements that the projection queues for each of these events, from this place of the log on.</summary>
    async Task<int[]> Written(long sequence, params SessionEvent[] events)
    {
        var written = new List<int>();
        foreach (var data in events)
        {
            await using var writing = node.Store.LightweightSession();
            var e = BatchProjectionTests.Event("c-1", version: sequence, sequence, data);
            sequence++;
            await projection.ApplyAsync(writing, e, CancellationToken.None);
            written.Add(writing.PendingChanges.Operations().Count());
        }

        return [.. written];
    }
}
