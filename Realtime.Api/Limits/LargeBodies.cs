using System.Buffers;
using Microsoft.Extensions.Options;

namespace Realtime.Api.Limits;

/// <summary>
/// The bytes that the bodies of all requests with audio or images hold in this process. Only bytes that arrived count, not an announced
/// length.
/// </summary>
sealed class LargeBodies(IOptions<ApiOptions> options)
{
    const int Chunk = 16 * 1024;

    readonly long most = options.Value.AudioBufferBytes;
    long held;

    /// <summary>Counts the body of one request; dispose it when the body has been sent on.</summary>
    public Body New() => new(this);

    internal sealed class Body(LargeBodies all) : IDisposable
    {
        long mine;

        /// <exception cref="LimitReachedException">The bodies of all requests hold too much.</exception>
        public void Add(long bytes)
        {
            mine += bytes;
            if (Interlocked.Add(ref all.held, bytes) > all.most)
                throw new LimitReachedException("Realtime:AudioBufferBytes", all.most, "bytes of audio and image requests at a time",
                    StatusCodes.Status503ServiceUnavailable);
        }

        /// <summary>Null if the body is larger than <paramref name="most"/> bytes.</summary>
        /// <exception cref="LimitReachedException">The bodies of all requests hold too much.</exception>
        public async Task<ReadOnlyMemory<byte>?> Read(Stream from, int most, CancellationToken ct)
        {
            var body = new ArrayBufferWriter<byte>(Chunk); // grows with the bytes that arrive, not with the announced length
            while (true)
            {
                var read = await from.ReadAsync(body.GetMemory(Chunk), ct);
                if (read == 0) return body.WrittenMemory;
                body.Advance(read);
                Add(read);
                if (body.WrittenCount > most) return null;
            }
        }

        public void Dispose() => Interlocked.Add(ref all.held, -mine);
    }
}
