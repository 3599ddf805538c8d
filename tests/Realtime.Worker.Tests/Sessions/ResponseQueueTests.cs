using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

public sealed class ResponseQueueTests
{
    readonly ResponseQueue queue = new();

    [Fact]
    public void The_first_request_is_sent_at_once() => Assert.True(queue.Request());

    [Fact]
    public void Requests_while_one_is_active_become_one_when_it_is_done()
    {
        queue.Request();
        Assert.False(queue.Request());
        Assert.False(queue.Request());
        Assert.True(queue.Done());
        Assert.False(queue.Done());
        Assert.True(queue.Request());
    }

    [Fact]
    public void A_response_that_upstream_began_by_itself_is_waited_for()
    {
        queue.Created();
        Assert.False(queue.Request());
        Assert.True(queue.Done());
    }

    [Fact]
    public void One_that_upstream_refused_as_already_active_is_sent_when_that_is_done()
    {
        queue.Request();
        queue.AlreadyActive();
        Assert.False(queue.Request());
        Assert.True(queue.Done());
        Assert.True(queue.IsActive);
        Assert.False(queue.Done());
    }
}
