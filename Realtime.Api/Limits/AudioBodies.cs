using Microsoft.Extensions.Options;

namespace Realtime.Api.Limits;

/// <summary>
/// The bytes that the bodies of all audio requests of this process hold. Only bytes that arrived count, not an announced length.
/// </summary>
sealed class AudioBodies(IOptions<ApiOptions> options)
{
    readonly long most = options.Value.AudioBufferBytes;
    long held;

    /// <summary>Counts the body of one request; dispose it when the audio has been sent on.</summary>
    public Body New() => new(this);

    internal sealed class Body(AudioBodies all) : IDisposable
    {
        long mine;

        /// <exception cref="LimitReachedException">The bodies of all requests hold too much.</exception>
        public void Add(long bytes)
        {
            mine += bytes;
            if (Interlocked.Add(ref all.held, bytes) > all.most)
                throw new LimitReachedException("Realtime:AudioBufferBytes", all.most, "bytes of audio requests at a time",
                    StatusCodes.Status503ServiceUnavailable);
        }

        public void Dispose() => Interlocked.Add(ref all.held, -mine);
    }
}
