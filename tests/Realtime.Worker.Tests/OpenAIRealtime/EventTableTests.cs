using System.Text;
using Realtime.Sessions.Machine;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>The protocol has 11 client events and 46 server events. Each is decided on, and docs/events.md shows the decisions.</summary>
public sealed class EventTableTests
{
    static readonly string[] Client =
    [
        "session.update", "input_audio_buffer.append", "input_audio_buffer.commit", "input_audio_buffer.clear",
        "output_audio_buffer.clear", "conversation.item.create", "conversation.item.retrieve", "conversation.item.truncate",
        "conversation.item.delete", "response.create", "response.cancel",
    ];

    static readonly string[] Server =
    [
        "error", "session.created", "session.updated", "conversation.created", "conversation.item.added", "conversation.item.done",
        "conversation.item.created", "conversation.item.retrieved", "conversation.item.truncated", "conversation.item.deleted",
        "conversation.item.input_audio_transcription.delta", "conversation.item.input_audio_transcription.completed",
        "conversation.item.input_audio_transcription.segment", "conversation.item.input_audio_transcription.failed",
        "input_audio_buffer.committed", "input_audio_buffer.cleared", "input_audio_buffer.speech_started",
        "input_audio_buffer.speech_stopped", "input_audio_buffer.timeout_triggered", "input_audio_buffer.dtmf_event_received",
        "output_audio_buffer.started", "output_audio_buffer.stopped", "output_audio_buffer.cleared",
        "response.created", "response.done", "response.output_item.added", "response.output_item.done",
        "response.content_part.added", "response.content_part.done", "response.output_text.delta", "response.output_text.done",
        "response.output_audio.delta", "response.output_audio.done", "response.output_audio_transcript.delta",
        "response.output_audio_transcript.done", "response.function_call_arguments.delta", "response.function_call_arguments.done",
        "mcp_list_tools.in_progress", "mcp_list_tools.completed", "mcp_list_tools.failed", "response.mcp_call_arguments.delta",
        "response.mcp_call_arguments.done", "response.mcp_call.in_progress", "response.mcp_call.completed", "response.mcp_call.failed",
        "rate_limits.updated",
    ];

    [Fact]
    public void Every_event_of_the_protocol_is_decided_on()
    {
        Assert.Equal((11, 46), (Client.Length, Server.Length));
        Assert.Equal(Client.Order(), ClientEvents.All.Select(fate => fate.Type).Order());
        Assert.Equal(Server.Order(), ServerEvents.All.Select(fate => fate.Type).Order());
    }

    [Fact]
    public void Nothing_is_read_of_an_event_that_only_passes_but_what_the_table_says() => Assert.All(
        ServerEvents.All.Where(fate => fate.Fate is Fate.Passed && fate.Type is not "response.output_audio.delta"), fate =>
        {
            var message = Encoding.UTF8.GetBytes($$$"""{"type":"{{{fate.Type}}}","session":{"id":"s"}}""");
            var read = new UpstreamReader(Guid.Empty, new MessageIds("test")).Read(message);
            Assert.True(read is UpstreamMessage.Passed or UpstreamMessage.Configured { Configuration: null }, $"{fate.Type} became {read}");
        });

    [Fact]
    public void The_docs_show_what_becomes_of_each() =>
        Docs.CheckPart("docs/events.md", "provider events", nameof(EventTableTests), Section());

    static string Section()
    {
        var lines = new StringBuilder("\n\n| event of the provider | fate | becomes |\n| --- | --- | --- |\n");
        foreach (var fate in ServerEvents.All) lines.Append(Row(fate));
        lines.Append("\n| event of a live driver | fate | becomes |\n| --- | --- | --- |\n");
        foreach (var fate in ClientEvents.All) lines.Append(Row(fate));
        return lines.Append('\n').ToString();
    }

    static string Row(EventFate fate) =>
        $"| `{fate.Type}`{(fate.Former is null ? "" : $", formerly `{fate.Former}`")} | {fate.Fate.ToString().ToLowerInvariant()} | {fate.Becomes} |\n";
}
