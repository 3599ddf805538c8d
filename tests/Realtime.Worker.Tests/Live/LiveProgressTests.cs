using System.Buffers.Binary;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using Realtime.Sessions;
using Realtime.Testing.Log;
using Realtime.Worker.Buffers;
using Realtime.Worker.Journal;
using Realtime.Worker.Live;

namespace Realtime.Worker.Tests.Live;

/// <summary>Marks come at most four times a second, and once more when it is quiet: nothing is repeated after a quiet loss.</summary>
public sealed class LiveProgressTests : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    readonly FakeTimeProvider time = new();
    readonly JournalEntry entry = new(DefaultTenant.Of("progress"), Guid.CreateVersion7(), Life.Owner, new Conversation(), 3);
    readonly BufferBudget budget = new(1024 * 1024);
    readonly LiveAttachments attachments = new(8);
    readonly RecordingSocket socket = new();
    readonly LiveProgress progress;
    readonly Task writing;

    public LiveProgressTests()
    {
        entry.Share = new BufferShare(budget, 1024 * 1024);
        progress = new LiveProgress(entry, attachments, time);
        var attachment = new LiveAttachment(socket, new BufferShare(budget, 1024 * 1024));
        attachments.TryAdd(attachment, wantsToDrive: false, takesOver: false);
        writing = attachment.Write(CancellationToken.None);
        time.Advance(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task What_is_recorded_after_the_last_message_is_told_when_it_is_quiet()
    {
        entry.TryAdd(new TranscriptDelta(entry.SessionId, "item", "user", "last words"));
        progress.Mark();
        Assert.Equal([3], await Marks());
        time.Advance(Pause); // still not on the record
        Assert.Equal([3], await Marks());
        Record();
        time.Advance(Pause);
        Assert.Equal([3, 4], await Marks());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([3, 4], await Marks());
    }

    [Fact]
    public async Task A_busy_model_makes_at_most_four_marks_a_second()
    {
        for (var i = 0; i < 100; i++)
        {
            entry.TryAdd(new TranscriptDelta(entry.SessionId, "item", "user", "words"));
            Record();
            progress.Mark();
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        time.Advance(Pause);
        var marks = await Marks();
        Assert.Equal(103, marks[^1]);
        Assert.InRange(marks.Count, 4, 6);
    }

    void Record()
    {
        var attempt = entry.Next()!;
        entry.Commit(attempt, entry.State, entry.Version + 1);
    }

    async Task<IReadOnlyList<long>> Marks()
    {
        attachments.Broadcast("{}"u8);
        using var patience = Patience.Source();
        await socket.Said.WaitAsync(patience.Token); // written after the marks before it
        return socket.Marks;
    }

    public async ValueTask DisposeAsync()
    {
        attachments.Complete();
        await writing;
        await progress.DisposeAsync();
        entry.Share!.Dispose();
    }

    /// <summary>Keeps the marks that are sent.</summary>
    sealed class RecordingSocket : WebSocket
    {
        readonly List<long> marks = [];

        /// <summary>Released once for each message that is no mark.</summary>
        public SemaphoreSlim Said { get; } = new(0);

        public IReadOnlyList<long> Marks
        {
            get { lock (marks) return [.. marks]; }
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken ct)
        {
            if (messageType is WebSocketMessageType.Text) Said.Release();
            else lock (marks) marks.Add(BinaryPrimitives.ReadInt64BigEndian(buffer));
            return Task.CompletedTask;
        }

        public override WebSocketCloseStatus? CloseStatus => null;
        public override string? CloseStatusDescription => null;
        public override WebSocketState State => WebSocketState.Open;
        public override string? SubProtocol => null;
        public override void Abort() { }
        public override Task CloseAsync(WebSocketCloseStatus status, string? description, CancellationToken ct) => Task.CompletedTask;
        public override Task CloseOutputAsync(WebSocketCloseStatus status, string? description, CancellationToken ct) => Task.CompletedTask;
        public override void Dispose() => Said.Dispose();
        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken ct) =>
            throw new NotSupportedException();
    }
}
