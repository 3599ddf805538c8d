using System.Buffers;
using System.Buffers.Text;
using Realtime.Simulator.Connections;

namespace Realtime.Simulator.Protocol;

/// <summary>The model <c>echo</c>: it sends the base64 of each appended frame back unchanged and never decodes it.</summary>
internal static class Echo
{
    public static async ValueTask SendAsync(Outbox outbox, ReadOnlyMemory<byte> audio)
    {
        var buffer = EventBuffer.Rent();
        try
        {
            Write(buffer.Raw, outbox.NextEventNumber(), audio.Span);
            await outbox.SendAsync(buffer.Written);
        }
        finally
        {
            EventBuffer.Return(buffer);
        }
    }

    private static void Write(IBufferWriter<byte> to, long number, ReadOnlySpan<byte> audio)
    {
        to.Write("{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_"u8);
        Utf8Formatter.TryFormat(number, to.GetSpan(20), out var digits);
        to.Advance(digits);
        to.Write("\",\"response_id\":\"resp_echo\",\"item_id\":\"item_echo\",\"output_index\":0,\"content_index\":0,\"delta\":\""u8);
        to.Write(audio);
        to.Write("\"}"u8);
    }
}
