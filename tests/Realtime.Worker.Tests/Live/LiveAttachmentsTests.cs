using System.Net.WebSockets;
using Realtime.Worker.Buffers;
using Realtime.Worker.Live;

namespace Realtime.Worker.Tests.Live;

/// <summary>Which of a session's live sockets drives.</summary>
public sealed class LiveAttachmentsTests
{
    const int MostBytes = 32 * 1024 * 1024;
    const int MostSockets = 3;
    readonly LiveAttachments attachments = new(MostSockets);

    [Fact]
    public void The_first_that_wants_to_drives_and_the_others_listen()
    {
        Assert.False(Add(wantsToDrive: false).IsDriver);
        Assert.False(attachments.HasDriver);
        Assert.False(attachments.Driven.IsCompleted);
        Assert.True(Add(wantsToDrive: true).IsDriver);
        Assert.False(Add(wantsToDrive: true).IsDriver);
        Assert.True(attachments.Driven.IsCompleted);
    }

    [Fact]
    public void After_the_driver_left_the_next_socket_may_drive()
    {
        var (first, listener) = (Add(wantsToDrive: true), Add(wantsToDrive: true));
        Assert.Equal(new DriverLeft(first.Turn + 1, Next: null), attachments.Remove(first));
        Assert.False(attachments.HasDriver);
        Assert.False(listener.IsDriver);
        Assert.True(Add(wantsToDrive: true).IsDriver);
        Assert.Null(attachments.Remove(listener));
    }

    [Fact]
    public void Where_driving_is_passed_on_the_socket_that_has_waited_longest_drives_next()
    {
        var passingOn = new LiveAttachments(most: 10, passesOn: true);
        var (first, listener, second, third) = (New(), New(), New(), New());
        foreach (var (socket, wants) in new[] { (first, true), (listener, false), (second, true), (third, true) })
            Assert.True(passingOn.TryAdd(socket, wants, takesOver: false));
        Assert.Null(passingOn.Remove(third));
        Assert.Equal(new DriverLeft(first.Turn + 1, second), passingOn.Remove(first));
        Assert.Equal((true, first.Turn + 2, true), (second.IsDriver, second.Turn, passingOn.HasDriver));
        Assert.Equal(new DriverLeft(second.Turn + 1, Next: null), passingOn.Remove(second));
        Assert.False(listener.IsDriver);
    }

    [Fact]
    public void A_socket_that_takes_over_drives_and_the_former_driver_listens()
    {
        var (first, back) = (Add(wantsToDrive: true), Add(wantsToDrive: true, takesOver: true));
        Assert.Equal((false, true), (first.IsDriver, back.IsDriver));
        Assert.Null(attachments.Remove(first));
        Assert.True(attachments.HasDriver);
        Assert.False(Add(wantsToDrive: false, takesOver: true).IsDriver);
        Assert.True(back.IsDriver);
    }

    [Fact]
    public void No_socket_attaches_to_an_ended_session()
    {
        attachments.Complete();
        Assert.False(attachments.TryAdd(New(), wantsToDrive: true, takesOver: false));
    }

    [Fact]
    public void The_sockets_are_limited_and_a_leaving_one_makes_room()
    {
        var sockets = Enumerable.Range(0, MostSockets).Select(_ => Add(wantsToDrive: false)).ToList();
        Assert.True(attachments.IsFull);
        Assert.False(attachments.TryAdd(New(), wantsToDrive: true, takesOver: true));
        attachments.Remove(sockets[0]);
        Assert.True(Add(wantsToDrive: true).IsDriver);
    }

    [Fact]
    public void A_socket_that_reads_too_slowly_is_closed()
    {
        var (slow, message) = (Add(wantsToDrive: false), new byte[12 * 1024 * 1024]);
        Assert.True(slow.TryQueue(message));
        Assert.True(slow.TryQueue(message));
        Assert.False(slow.TryQueue(message));
        Assert.True(slow.IsDetached);
        Assert.False(slow.TryQueue([1]));
    }

    LiveAttachment Add(bool wantsToDrive, bool takesOver = false)
    {
        var attachment = New();
        Assert.True(attachments.TryAdd(attachment, wantsToDrive, takesOver));
        return attachment;
    }

    static LiveAttachment New() => new(
        WebSocket.CreateFromStream(Stream.Null, new WebSocketCreationOptions { IsServer = true }),
        new BufferShare(new BufferBudget(MostBytes), MostBytes));
}
