namespace Realtime.EventLog.Access;

/// <summary>Some node has made or revoked a key. What is not heard is found by asking.</summary>
public sealed class KeyChanges
{
    public event Action? Heard;

    internal void Hear() => Heard?.Invoke();
}
