namespace Realtime.Console.Timelines;

/// <summary>A way to another window of the picture.</summary>
/// <param name="Key">The key that does the same.</param>
/// <param name="Window">Null shows all.</param>
sealed record ZoomStep(string Name, string Title, string Sign, string Key, TimeWindow? Window);

static class ZoomSteps
{
    public static IReadOnlyList<ZoomStep> Of(TimeWindow now, TimeSpan whole)
    {
        var (quarter, half) = (now.Length / 4, now.Length / 2);
        return
        [
            new("in", "Zoom in", "+", "+", new TimeWindow(now.From + quarter, now.To - quarter).Within(whole)),
            new("out", "Zoom out", "−", "-", new TimeWindow(now.From - half, now.To + half).Within(whole)),
            new("earlier", "Earlier", "←", "ArrowLeft", new TimeWindow(now.From - half, now.To - half).Within(whole)),
            new("later", "Later", "→", "ArrowRight", new TimeWindow(now.From + half, now.To + half).Within(whole)),
            new("all", "Show all", "All", "0", null),
        ];
    }
}
