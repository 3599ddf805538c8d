using Realtime.Sessions;

namespace Realtime.Worker.Upstream;

/// <summary>The transport failed; <see cref="Error"/> goes on the record.</summary>
sealed class UpstreamException(SessionError error) : Exception(error.Message)
{
    public SessionError Error { get; } = error;
}
