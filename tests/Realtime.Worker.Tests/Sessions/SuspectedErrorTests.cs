using Microsoft.Extensions.Time.Testing;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

public sealed class SuspectedErrorTests
{
    static readonly SessionError Mystery = new("mystery", "Something.", ErrorOrigin.Upstream, Retryable: false);
    readonly FakeTimeProvider time = new();
    readonly SuspectedError suspected;

    public SuspectedErrorTests() => suspected = new SuspectedError(time);

    [Fact]
    public void An_unknown_error_explains_a_close_within_a_second()
    {
        suspected.Watch(new UpstreamMessage.Warning(Mystery, KnownKind: false));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Mystery, suspected.Current);
    }

    [Fact]
    public void After_that_it_explains_nothing()
    {
        suspected.Watch(new UpstreamMessage.Warning(Mystery, KnownKind: false));
        time.Advance(TimeSpan.FromMilliseconds(1_001));
        Assert.Null(suspected.Current);
    }

    [Fact]
    public void A_known_one_explains_nothing()
    {
        suspected.Watch(new UpstreamMessage.Warning(Mystery, KnownKind: true));
        suspected.Watch(UpstreamMessage.Passed.Instance);
        Assert.Null(suspected.Current);
    }
}
