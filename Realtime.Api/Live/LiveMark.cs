using System.Text.Json;

namespace Realtime.Api.Live;

/// <summary>
/// The message that tells a client its position: it has everything up to this version of the conversation. It keeps the last one, and comes
/// back with after=VERSION.
/// </summary>
sealed record LiveMark(string Type, Guid SessionId, long Version)
{
    public const string Name = "session_mark";

    public static byte[] Write(Guid session, long version) =>
        JsonSerializer.SerializeToUtf8Bytes(new LiveMark(Name, session, version), JsonSerializerOptions.Web);
}
