using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Bounds;

/// <summary>Every session ends, even if its transports are renewed or its worker is replaced.</summary>
public sealed class LongestLifeTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_session_whose_transports_are_renewed_expires()
    {
        var stack = await StartStack(With(("Realtime__Bounds__SessionSeconds", "4"), ("Realtime__Bounds__LongestSeconds", "15")));
        var session = (await stack.StartSessions(1, new { atCap = "renew", modality = "text" }))[0];
        var events = await session.Ended();
        Assert.Equal("expired", events.End().Text("reason"));
        Assert.InRange(events.Count(e => e.Type == "transport_renewed"), 1, 15);
    }

    [Fact]
    public async Task A_session_that_is_taken_over_expires()
    {
        var stack = await StartStack(With(("Realtime__Bounds__LongestSeconds", "40"), ("Realtime__Worker__LeaseSeconds", "3"),
            ("Realtime__Worker__SweepMilliseconds", "200")) with { Workers = 2 });
        var session = (await stack.StartSessions(1, new { onWorkerLost = "resume", maxSeconds = 3600, modality = "text" }))[0];
        await (await stack.OwnerOf(session)).Kill();
        var events = await session.Ended();
        Assert.Equal("requested, claimed, started, claimed, resumed, ended(expired)", events.Life());
    }

    static StackSettings With(params (string Name, string Value)[] settings) =>
        new() { Worker = settings.ToDictionary(s => s.Name, s => s.Value) };
}
