namespace Realtime.Worker.OpenAIRealtime;

/// <summary>All events of a live driver. They go to the provider unchanged; the log has what the provider makes of them.</summary>
static class ClientEvents
{
    public static readonly IReadOnlyList<EventFate> All =
    [
        Passed("session.update", "the provider's `session.updated` is recorded"),
        Passed("input_audio_buffer.append", "its audio is counted in the totals"),
        Passed("input_audio_buffer.commit", "the item that follows is recorded"),
        Passed("input_audio_buffer.clear", "nothing"),
        Passed("output_audio_buffer.clear", "nothing"),
        Passed("conversation.item.create", "the provider's `conversation.item.added` and `.done` are recorded"),
        Passed("conversation.item.retrieve", "nothing"),
        Passed("conversation.item.truncate", "the provider's `conversation.item.truncated` is recorded"),
        Passed("conversation.item.delete", "the provider's `conversation.item.deleted` is recorded"),
        Passed("response.create", "the provider's `response.created` is recorded"),
        Passed("response.cancel", "the provider's `response.done` is recorded"),
    ];

    static EventFate Passed(string type, string becomes) => new(type, Fate.Passed, becomes);
}
