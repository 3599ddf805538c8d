using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>An error of a kind nobody knows is only a warning, but a close that follows within a second carries it.</summary>
sealed class SuspectedError(TimeProvider time)
{
    static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    SessionError? error;
    long at;

    public SessionError? Current => error is not null && time.GetElapsedTime(at) <= Window ? error : null;

    public void Watch(UpstreamMessage message)
    {
        if (message is not UpstreamMessage.Warning { KnownKind: false } warning) return;
        error = warning.Error;
        at = time.GetTimestamp();
    }
}
