using Realtime.Testing.Client;

namespace Realtime.Console.Tests;

static class Conversations
{
    /// <summary>Waits until the model has said these words.</summary>
    public static Task Answer(this ConversationClient conversation, string words) => Patience.Until(async () =>
        (await conversation.Events()).Any(e => e.Type == "transcript_completed" 
            && e.Text("text")!.Contains(words, StringComparison.Ordinal)));
}
