using Microsoft.Extensions.Options;

namespace Realtime.Api.Limits;

/// <summary>What the bodies of audio requests hold in this process together, in bytes as they arrive: a length that a request only announces takes nothing.</summary>
sealed class AudioBodies(IOptions<ApiOptions> options)
{
    readonly long most = options.Value.AudioBufferBytes;
    long held;

    /// <summary>For one request; dispose it when its audio has been passed on.</summary>
    public Body New() => new(this);

    internal sealed class Body(AudioBodies all) : IDisposable
    {
        long mine;

        /// <exception cref="LimitReachedException">The bodies of all requests hold too much.</exception>
        public void Add(long bytes)
        {
            mine += bytes;
            if (Interlocked.Add(ref all.held, bytes) > all.most)
                throw new LimitReachedException("Realtime:AudioBufferBytes", all.most, "bytes of audio requests at a time", StatusCodes.Status503ServiceUnavailable);
        }

        public void Dispose() => Interlocked.Add(ref all.held, -mine);
    }
}
