using System.Runtime.CompilerServices;

namespace Realtime.Testing;

/// <summary>
/// How long a test waits for something that must happen. Far longer than it takes, so that a busy machine does not fail a test.
/// </summary>
public static class Patience
{
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(180);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static CancellationTokenSource Source() => new(Time);

    /// <summary>Polls until the condition holds; for states that nothing announces.</summary>
    public static async Task Until(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        using var patience = Source();
        while (!await isSo())
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"Did not happen within {Time.TotalSeconds} s: {what}");
            await Task.Delay(Look);
        }
    }
}
