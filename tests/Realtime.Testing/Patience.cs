using System.Runtime.CompilerServices;

namespace Realtime.Testing;

/// <summary>How long a test waits for what must happen: far beyond what it takes, so that only its absence fails, never a busy machine.</summary>
public static class Patience
{
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(180);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static CancellationTokenSource Source() => new(Time);

    /// <summary>Looks again and again until it is so; for states that nothing announces.</summary>
    public static async Task Until(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        using var patience = Source();
        while (!await isSo())
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"Not within {Time.TotalSeconds} s: {what}");
            await Task.Delay(Look);
        }
    }
}
