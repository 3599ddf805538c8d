using System.Diagnostics.Metrics;
using System.Numerics;
using System.Text;
using Microsoft.Extensions.Options;

namespace Realtime.Worker.Upstream;

/// <summary>Counts the messages of one session that its dialect cannot read, and logs them more rarely the more there are.</summary>
sealed partial class Unreadable(Guid session, IOptions<UpstreamOptions> options, ILogger logger)
{
    /// <summary>The most bytes of a message that the log shows.</summary>
    const int Head = 200;

    static readonly Meter Meter = new("Realtime.Worker");
    static readonly Counter<long> Messages = Meter.CreateCounter<long>("realtime.upstream.unreadable", "{message}",
        "Messages of the provider that cannot be read");

    int count;

    public static void Announce() => Messages.Add(0);

    public void Add(ReadOnlySpan<byte> message)
    {
        Messages.Add(1);
        if (!BitOperations.IsPow2(++count)) return;
        if (options.Value.LogUnreadable) LogContent(session, count, Encoding.UTF8.GetString(message[..Math.Min(Head, message.Length)]));
        else LogCount(session, count, message.Length);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Session {Session} got an unreadable message from the provider ({Count} so far, this one {Bytes} bytes); it ignores it and "
        + "goes on. Set Realtime:Upstream:LogUnreadable to log its beginning")]
    partial void LogCount(Guid session, int count, int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Session {Session} got an unreadable message from the provider ({Count} so far); it ignores it and goes on. It begins: {Content}")]
    partial void LogContent(Guid session, int count, string content);
}
