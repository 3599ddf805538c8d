namespace Realtime.Client;

/// <summary>The close codes of live sockets that do not say why a session ended: that is in its <see cref="SessionEnded"/>.</summary>
public static class LiveCloseCode
{
    /// <summary>A text message was not UTF-8.</summary>
    public const int NotUtf8 = 1007;

    /// <summary>A message was larger than 16 MiB.</summary>
    public const int TooLarge = 1009;

    /// <summary>The node stops: another one goes on.</summary>
    public const int NodeStopping = 1012;

    /// <summary>The credential was revoked or has expired.</summary>
    public const int AccessRevoked = 4403;

    /// <summary>The client read too slowly, or the session has too many sockets.</summary>
    public const int TooSlow = 4429;

    /// <summary>The log of the conversation is damaged; the reason names the missing version.</summary>
    public const int Damaged = 4511;

    /// <summary>The session goes on, and another socket may attach to it.</summary>
    internal static bool MayReturn(int? code) =>
        code is null or NotUtf8 or TooLarge or NodeStopping or AccessRevoked or TooSlow or (>= 1001 and < 4000);
}
