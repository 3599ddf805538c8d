using System.Text.Json.Nodes;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Speech;

namespace Realtime.Simulator.Protocol;

/// <summary>
/// Runs the responses: at most one of the conversation at a time, and any number beside it. Without a pace it sends a response at once,
/// otherwise step by step while client events go on.
/// </summary>
internal sealed class Responses(Outbox outbox, SessionSettings settings, ConversationItems items, Pace pace, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(Tone.ChunkMilliseconds);
    private readonly HashSet<Response> beside = [];
    private Response? active;
    private Task running = Task.CompletedTask;

    public bool IsBusy => active is not null;

    public async ValueTask CreateAsync(JsonObject? given)
    {
        if (settings.IsTranscription)
            throw new ClientEventException("invalid_event", "A transcription session has no responses.", "type");

        var response = new Response(outbox, settings, items, ResponseOptions.Read(given, settings, items));
        if (response.IsInConversation && active is { } busy)
            throw new ClientEventException(
                "conversation_already_has_active_response", $"The conversation already has an active response: {busy.Id}.");

        if (pace.IsNone)
        {
            outbox.Wire.Hold();
            await response.StartAsync();
            while (await response.StepAsync())
            {
            }

            await response.FinishAsync(outbox.TakeEnd());
            await outbox.Wire.ReleaseAsync();
            return;
        }

        if (response.IsInConversation)
            active = response;
        else
            beside.Add(response);
        await response.StartAsync();
        running = Task.WhenAll(running, PlayAsync(response));
    }

    public ValueTask CancelAsync(string? id) => beside.FirstOrDefault(other => other.Id == id) is { } one
        ? FinishAsync(one, ResponseEnd.CancelledByClient)
        : active is { } response && (id is null || id == response.Id)
        ? FinishAsync(response, ResponseEnd.CancelledByClient)
        : throw new ClientEventException("response_cancel_not_active", "No active response was found to cancel.");

    /// <summary>Ends the running response, because the user has started to speak.</summary>
    public ValueTask InterruptAsync() => active is { } response ? FinishAsync(response, ResponseEnd.TurnDetected) : ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        active = null;
        beside.Clear();
        try
        {
            await running;
        }
        catch (Exception lost) when (Loss.Is(lost))
        {
            // The connection closed during the response.
        }
    }

    private async Task PlayAsync(Response response)
    {
        try
        {
            using var timer = new PeriodicTimer(pace.BetweenDeltas ?? Chunk, time);
            while (await timer.WaitForNextTickAsync(outbox.Wire.Closed))
            {
                using var turn = await outbox.TakeTurnAsync();
                if (active != response && !beside.Contains(response))
                    return;
                if (await response.StepAsync())
                    continue;

                await FinishAsync(response, outbox.TakeEnd());
                return;
            }
        }
        catch
        {
            // Disposing the session throws the exception. Abort, so that the client does not wait for the rest of the answer.
            outbox.Wire.Abort();
            throw;
        }
    }

    private ValueTask FinishAsync(Response response, ResponseEnd end)
    {
        if (!beside.Remove(response))
            active = null;
        return response.FinishAsync(end);
    }
}
