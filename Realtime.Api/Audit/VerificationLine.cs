using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using Realtime.EventLog.Audit;

namespace Realtime.Api.Audit;

/// <summary>A line of a running verification: how far it is, or in the last line its result.</summary>
sealed record VerificationLine(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VerificationProgress? Progress,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] VerificationView? Result)
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a verification. It stops when nobody reads the lines any more.</summary>
    public static async IAsyncEnumerable<VerificationLine> Of(
        Func<IProgress<VerificationProgress>, CancellationToken, Task<VerificationView>> verify, TimeProvider time,
        [EnumeratorCancellation] CancellationToken ct)
    {
        var latest = Channel.CreateBounded<VerificationProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var verifying = Run(verify, latest.Writer, stop.Token);
        try
        {
            while (await latest.Reader.WaitToReadAsync(ct))
            {
                if (latest.Reader.TryRead(out var progress)) yield return new VerificationLine(progress, null);
                await Task.WhenAny(verifying, Task.Delay(Pace, time, ct));
            }

            yield return new VerificationLine(null, await verifying);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)verifying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task<VerificationView> Run(Func<IProgress<VerificationProgress>, CancellationToken, Task<VerificationView>> verify,
        ChannelWriter<VerificationProgress> latest, CancellationToken ct)
    {
        try
        {
            return await verify(new Writing(latest), ct);
        }
        finally
        {
            latest.Complete();
        }
    }

    sealed class Writing(ChannelWriter<VerificationProgress> latest) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => latest.TryWrite(value);
    }
}
