using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using Realtime.Api;
using Realtime.Api.Audit;

namespace Realtime.Audit.Tests;

public sealed class ExportTests
{
    const int Line = 1_000;

    [Fact]
    public async Task An_export_reads_from_the_log_only_as_fast_as_its_client_reads()
    {
        var pipe =
            new Pipe(new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false));
        var read = 0;
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var export = new Ndjson(Options.Create(new ApiOptions()), TimeProvider.System)
            .Write(new Watched(pipe.Writer, waiting), Endless(), static (json, text) => json.WriteStringValue(text), stop.Token);

        await waiting.Task.WaitAsync(TimeSpan.FromSeconds(120));

        // The client reads nothing, so the export has read no more than the pipe holds, plus one flush.
        Assert.InRange(read, 1, 2 * 64 * 1024 / Line + 64);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export);

        async IAsyncEnumerable<string> Endless()
        {
            while (true)
            {
                read++;
                yield return new string('x', Line);
                if (read % 100 == 0) await Task.Yield();
            }
        }
    }

    /// <summary>Signals when a flush must wait for the reader.</summary>
    sealed class Watched(PipeWriter inner, TaskCompletionSource waiting) : PipeWriter
    {
        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            var flush = inner.FlushAsync(cancellationToken);
            if (!flush.IsCompleted) waiting.TrySetResult();
            return flush;
        }

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);
    }
}
