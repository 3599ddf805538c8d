namespace Realtime.ServiceDefaults.Multiplexing;

/// <summary>The other side of a <see cref="MuxConnection"/> broke its rules; the connection is closed.</summary>
public sealed class MuxProtocolException(string message) : Exception(message);
