using System.Text.Json;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Faults;

namespace Realtime.Simulator.Protocol;

/// <summary>The model's side of one session. It takes every client event and answers it while the caller holds the sender's lock.</summary>
internal sealed class RealtimeSession : IAsyncDisposable
{
    private readonly Outbox outbox;
    private readonly bool echoes, isScripted;
    private readonly SessionSettings settings;
    private readonly ConversationItems items;
    private readonly Responses responses;
    private readonly InputAudio audio;
    private readonly McpServers servers;
    private Fault? asked;

    public RealtimeSession(Outbox outbox, SimulatorOptions options, TimeProvider time)
    {
        var request = outbox.Record.Request;
        var limit = TimeSpan.FromSeconds(request.LimitSeconds ?? options.SessionLimitSeconds);
        this.outbox = outbox;
        (echoes, isScripted) = (request.Echoes, request.IsScripted);
        settings = new SessionSettings(outbox.Record.Id, request.Model, time.GetUtcNow() + limit, request.IsTranscription);
        items = new ConversationItems(outbox, options.MaxItems);
        responses = new Responses(outbox, settings, items, request.Pace ?? Pace.Milliseconds(options.PaceMilliseconds), time);
        audio = new InputAudio(outbox, settings, items, responses);
        servers = new McpServers(outbox, settings, items);
    }

    public ValueTask OpenAsync() => outbox.SendAsync("session.created", settings, WriteSession);

    public async ValueTask HandleAsync(ClientEvent received)
    {
        try
        {
            await AnswerAsync(received);
        }
        catch (ClientEventException refused)
        {
            await outbox.SendErrorAsync("invalid_request_error", refused.Code, refused.Message, refused.Parameter, received.EventId);
        }
        catch (FormatException wrong)
        {
            await outbox.SendErrorAsync("invalid_request_error", "invalid_value", wrong.Message, "text", received.EventId);
        }
    }

    /// <summary>Returns the fault that the last text asked for, only once.</summary>
    public Fault? TakeFault() => Interlocked.Exchange(ref asked, null);

    public ValueTask DisposeAsync() => responses.DisposeAsync();

    private ValueTask AnswerAsync(ClientEvent received) => received.Type switch
    {
        ClientEvent.Append when isScripted => ValueTask.CompletedTask,
        ClientEvent.Append => echoes ? Echo.SendAsync(outbox, received.Audio) : audio.AppendAsync(received.Audio),
        "input_audio_buffer.commit" => audio.CommitAsync(),
        "input_audio_buffer.clear" => audio.ClearAsync(),
        "session.update" => UpdateAsync(received),
        "conversation.item.retrieve" => items.RetrieveAsync(received.Body().RequiredText("item_id")),
        _ when isScripted => ValueTask.CompletedTask,
        "conversation.item.create" => CreateItemAsync(received),
        "conversation.item.delete" => items.DeleteAsync(received.Body().RequiredText("item_id")),
        "conversation.item.truncate" => items.TruncateAsync(received.Body()),
        "response.create" => responses.CreateAsync(received.Body().Object("response")),
        "response.cancel" => responses.CancelAsync(received.Body().Text("response_id")),
        "" => throw ClientEventException.Missing("type"),
        _ when !received.IsReadable => throw new ClientEventException("invalid_json", "The message is not a JSON object in a text frame."),
        var other => throw ClientEventException.Invalid("type", $"there is no event '{other}'."),
    };

    private async ValueTask UpdateAsync(ClientEvent received)
    {
        settings.Update(received.Body().Object("session") ?? throw ClientEventException.Missing("session"));
        audio.TurnDetectionMayHaveChanged();
        await outbox.SendAsync("session.updated", settings, WriteSession);
        await servers.ListAsync();
    }

    private async ValueTask CreateItemAsync(ClientEvent received)
    {
        if (settings.IsTranscription)
            throw new ClientEventException("invalid_event", "A transcription session takes no items.", "type");

        var item = await items.CreateAsync(received.Body());
        if (item.Type == "mcp_approval_response" && !responses.IsBusy)
            await responses.CreateAsync(null); // the model goes on by itself
        if (item.Text is not { } text)
            return;

        outbox.Record.Text(text);
        asked = Fault.ParseText(text);
    }

    private static void WriteSession(Utf8JsonWriter json, SessionSettings settings)
    {
        json.WritePropertyName("session");
        settings.WriteTo(json);
    }
}
