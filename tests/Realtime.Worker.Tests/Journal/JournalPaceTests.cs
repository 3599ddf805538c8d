using Realtime.Worker.Journal;

namespace Realtime.Worker.Tests.Journal;

public sealed class JournalPaceTests
{
    [Fact]
    public void The_pause_doubles_with_each_failure_up_to_a_second()
    {
        var pauses = new List<double>();
        for (var pause = JournalPace.After(TimeSpan.Zero); pauses.Count < 7; pause = JournalPace.After(pause)) pauses.Add(pause.TotalMilliseconds);
        Assert.Equal([50, 100, 200, 400, 800, 1_000, 1_000], pauses);
    }
}
