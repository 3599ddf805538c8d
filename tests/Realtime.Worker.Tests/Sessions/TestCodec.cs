using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>The codec of a session with default options.</summary>
static class TestCodec
{
    public static ICodec Of(Guid session) =>
        new OpenAIRealtimeCodec(new SessionOptions("gpt-realtime-2.1"), session, "gpt-transcribe", new MessageIds("test"));
}
