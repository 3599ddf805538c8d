using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Realtime.Api.Audit;

/// <summary>
/// Writes any number of values, one JSON a line, in constant memory: it waits until the reader has taken what was written. It disconnects a
/// reader that takes nothing for too long, so that the cut shows.
/// </summary>
sealed class Ndjson(IOptions<ApiOptions> options, TimeProvider time)
{
    public const string ContentType = "application/x-ndjson";
    const int FlushBytes = 32 * 1024;

    public static bool IsAskedFor(HttpRequest request) => request.GetTypedHeaders().Accept.Any(a => a.MediaType == ContentType);

    /// <param name="atOnce">Whether each line is sent when it is written: the reader waits for it.</param>
    public async Task Write<T>(HttpContext context, IAsyncEnumerable<T> values, Action<Utf8JsonWriter, T> write, CancellationToken ct,
        bool atOnce = false)
    {
        context.Response.ContentType = ContentType;
        try
        {
            await Write(context.Response.BodyWriter, values, write, ct, atOnce);
        }
        catch (TimeoutException)
        {
            context.Abort();
        }
    }

    public async Task Write<T>(PipeWriter body, IAsyncEnumerable<T> values, Action<Utf8JsonWriter, T> write, CancellationToken ct,
        bool atOnce = false)
    {
        using var json = new Utf8JsonWriter(body);
        var unflushed = 0L;
        await foreach (var value in values.WithCancellation(ct))
        {
            write(json, value);
            unflushed += json.BytesPending + json.BytesCommitted;
            json.Flush();
            json.Reset();
            body.Write("\n"u8);
            if (unflushed < FlushBytes && !atOnce) continue;
            unflushed = 0;
            await Flush(body, ct);
        }

        await Flush(body, ct);
    }

    async Task Flush(PipeWriter body, CancellationToken ct)
    {
        var flush = body.FlushAsync(ct);
        if (!flush.IsCompletedSuccessfully)
            await flush.AsTask().WaitAsync(TimeSpan.FromSeconds(options.Value.SlowFollowerSeconds), time, ct);
    }
}
