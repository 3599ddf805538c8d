using Realtime.EventLog.Checking;

namespace Realtime.LogChecking;

/// <summary>The result for a whole log. Findings has the first <see cref="LogChecker.MostFindings"/>; FindingCount counts all.</summary>
public sealed record Report(long Conversations, long Events, long Sessions, long Live, long FindingCount, IReadOnlyList<Finding> Findings)
{
    public override string ToString() =>
        $"{Conversations} conversations, {Events} events, {Sessions} sessions, {Live} live, {FindingCount} findings";
}
