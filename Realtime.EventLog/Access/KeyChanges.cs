namespace Realtime.EventLog.Access;

/// <summary>Signals that a node has created or revoked a key, or revoked a client secret. Polling finds changes without a signal.</summary>
public sealed class KeyChanges
{
    public event Action? Heard;

    internal void Hear() => Heard?.Invoke();
}
