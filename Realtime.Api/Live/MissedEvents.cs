using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Live;

/// <summary>
/// Tells a client what it missed: as envelopes of the log or, with view=openai, in messages of the provider's protocol. The lifecycle is
/// always told as envelopes, which clients of the provider ignore.
/// </summary>
sealed class MissedEvents(LiveRequest request, SessionSoFar soFar)
{
    public const string OpenAI = "openai";

    ReturningView? view;

    /// <exception cref="InvalidOptionsException">There is no such view.</exception>
    public static bool AsksForOpenAI(string? view) => view switch
    {
        null => false,
        OpenAI => true,
        _ => throw new InvalidOptionsException("view", $"view must be {OpenAI}, or left out."),
    };

    /// <summary>Prepares for a read of the log from some version on: what was answered until now is not told again.</summary>
    public async Task Begin(CancellationToken ct)
    {
        if (request.AsOpenAI) view = new ReturningView(request.SessionId, await soFar.AnsweredCalls(request, ct), request.Pins);
    }

    public IEnumerable<ReadOnlyMemory<byte>> Of(LoggedEvent e, bool isLifecycle)
    {
        if (view is null || isLifecycle) return [HolderEnvelopes.Of(e, request.Pins)];
        var messages = new List<JsonObject>();
        view = view.After(e.Version, e.Decode(), messages);
        return messages.Select(message => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(message));
    }
}
