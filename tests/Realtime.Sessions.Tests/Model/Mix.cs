namespace Realtime.Sessions.Tests.Model;

/// <summary>How often each step stands in a schedule.</summary>
static class Mix
{
    public static IReadOnlyList<Step> Of(params (Step Step, int Weight)[] weights) =>
        [.. weights.SelectMany(w => Enumerable.Repeat(w.Step, w.Weight))];

    public static readonly IReadOnlyList<Step> Everything = Of(
        (Step.Start, 4), (Step.Replace, 1), (Step.Text, 4), (Step.RequestEnd, 1), (Step.Answer, 2), (Step.Claim, 8), (Step.Upstream, 32),
        (Step.Break, 1), (Step.Flush, 12), (Step.FlushAnswerLost, 2), (Step.Observe, 4), (Step.LoseWorker, 1), (Step.LoseLease, 1),
        (Step.TakeOver, 1), (Step.HandOver, 1), (Step.GiveUp, 1), (Step.Repeat, 3), (Step.Stray, 2), (Step.Proceed, 20));

    /// <summary>Starts upon starts, most of them replacing, most of them at once.</summary>
    public static readonly IReadOnlyList<Step> Replacements = Of(
        (Step.Start, 2), (Step.Replace, 4), (Step.Claim, 8), (Step.Upstream, 10), (Step.Flush, 6), (Step.Repeat, 2), (Step.Proceed, 12));

    /// <summary>Stops upon stops beside closes and errors.</summary>
    public static readonly IReadOnlyList<Step> Ends = Of(
        (Step.Start, 4), (Step.Claim, 8), (Step.Upstream, 12), (Step.RequestEnd, 4), (Step.Break, 3), (Step.Flush, 6),
        (Step.FlushAnswerLost, 1),
        (Step.Text, 1), (Step.Repeat, 4), (Step.Proceed, 10));

    /// <summary>Workers that lose their leases, are ended by recovery, and wake.</summary>
    public static readonly IReadOnlyList<Step> LostWorkers = Of(
        (Step.Start, 4), (Step.Claim, 10), (Step.Upstream, 20), (Step.Flush, 8), (Step.FlushAnswerLost, 4), (Step.LoseLease, 2),
        (Step.LoseWorker, 3),
        (Step.TakeOver, 5), (Step.HandOver, 3), (Step.GiveUp, 1), (Step.Break, 2), (Step.Observe, 4), (Step.Repeat, 3), (Step.Stray, 4),
        (Step.Proceed, 16));
}
