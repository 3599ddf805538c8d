using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Protocol;

namespace Realtime.Simulator.Faults;

internal static class FaultActions
{
    private const int OversizeBytes = 17 * 1024 * 1024;
    private const int ChunkBytes = 64 * 1024;
    private static readonly TimeSpan HandshakeIsRead = TimeSpan.FromMilliseconds(100);

    public static Func<Connection, Fault, Task> Error(string? type, string? code, string message) =>
        (on, _) => InTurnAsync(on, outbox => outbox.SendErrorAsync(type, code, message));

    public static Func<Connection, Fault, Task> Text(string message) =>
        (on, _) => SendAsync(on, Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    public static Task SendAsync(Connection on, ReadOnlyMemory<byte> message, WebSocketMessageType type) =>
        InTurnAsync(on, outbox => outbox.SendAsync(message, type));

    public static Task StallAsync(Connection on, Fault fault)
    {
        on.Wire.StopReading();
        on.Wire.StopWriting();
        return Task.CompletedTask;
    }

    public static async Task ResetAtOnceAsync(Connection on, Fault fault)
    {
        // A reset discards what the client has not yet read. Give it time to read the accepted handshake.
        await Task.Delay(HandshakeIsRead, on.Wire.Closed);
        on.Wire.Reset();
    }

    public static Task CutAsync(Connection on, Fault fault) => InTurnAsync(on, async outbox =>
    {
        // The header of a text frame of 1,000 bytes, but only 7 bytes of content.
        await on.Wire.WriteAsync((byte[])[0x81, 126, 0x03, 0xE8, .. "{\"type\""u8], CancellationToken.None);
        on.Wire.HangUp();
    });

    public static Task FloodAsync(Connection on, int count) => TogetherAsync(on, outbox => SendItemsAsync(outbox, count));

    public static async Task FloodThenCloseAsync(Connection on, Fault fault)
    {
        await FloodAsync(on, fault.Count ?? 10);
        await on.CloseAsync(fault.Code ?? 1000, fault.Reason);
    }

    public static Task ErrorThenMoreAsync(Connection on, Fault fault) => TogetherAsync(on, async outbox =>
    {
        await outbox.SendErrorAsync("insufficient_quota", "insufficient_quota", "The quota is used up.");
        await SendItemsAsync(outbox, fault.Count ?? 5);
    });

    public static async Task UnknownErrorThenCloseAsync(Connection on, Fault fault)
    {
        await Error("mystery_error", "mystery", "Something unheard of happened.")(on, fault);
        await on.CloseAsync(fault.Code ?? 1000, fault.Reason);
    }

    public static Task FragmentedAsync(Connection on, Fault fault) => InTurnAsync(on, async outbox =>
    {
        var message =
            """
            {"type":"conversation.item.added","event_id":"event_fragments",
            "item":{"id":"item_fragments","type":"message","role":"assistant","content":[]}}
            """u8.ToArray();
        await outbox.SendAsync(message.AsMemory(..20), endOfMessage: false);
        await outbox.SendAsync(message.AsMemory(20..40), endOfMessage: false);
        await outbox.SendAsync(message.AsMemory(40..));
    });

    public static Task OversizeAsync(Connection on, Fault fault) => InTurnAsync(on, async outbox =>
    {
        var left = fault.Size ?? OversizeBytes;
        var chunk = new byte[ChunkBytes];
        chunk.AsSpan().Fill((byte)'x');
        for (; left > ChunkBytes; left -= ChunkBytes)
            await outbox.SendAsync(chunk, endOfMessage: false);
        await outbox.SendAsync(chunk.AsMemory(..left));
    });

    private static async ValueTask SendItemsAsync(Outbox outbox, int count)
    {
        for (var number = 1; number <= count; number++)
            await outbox.SendAsync("conversation.item.added", number, WriteItem);
    }

    private static void WriteItem(Utf8JsonWriter json, int number)
    {
        json.WriteStartObject("item");
        json.WriteString("id", $"item_flood_{number}");
        json.WriteString("object", "realtime.item");
        json.WriteString("type", "message");
        json.WriteString("status", "completed");
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        json.WriteStartObject();
        json.WriteString("type", "output_text");
        json.WriteString("text", $"Event {number}");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task InTurnAsync(Connection on, Func<Outbox, ValueTask> send)
    {
        using var turn = await on.Outbox.TakeTurnAsync();
        await send(on.Outbox);
    }

    private static Task TogetherAsync(Connection on, Func<Outbox, ValueTask> send) => InTurnAsync(on, async outbox =>
    {
        on.Wire.Hold();
        await send(outbox);
        await on.Wire.ReleaseAsync();
    });
}
