using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Live;

/// <summary>The log's events as the holder of a client secret reads them: without what its maker pinned.</summary>
static class HolderEnvelopes
{
    /// <summary>Stands for the name of a model that the holder is not told.</summary>
    const string Hidden = "[hidden]";

    static readonly string[] Kept = ["voice", "instructions", "notRecorded"];

    static readonly string[] OfOptions = ["model", "voice", "instructions", "session", "encryptedSecrets"];

    /// <param name="pins">Null for a client that is told everything.</param>
    public static ReadOnlyMemory<byte> Of(LoggedEvent e, Pins? pins)
    {
        if (pins is null) return e.Envelope;
        if (e.Type == EventTypes.NameOf<SessionRequested>())
            return Changed(e, data => Remove(data["options"] as JsonObject, OfOptions));
        if (e.Type == EventTypes.NameOf<SessionStarted>())
            return Changed(e, data => Remove(data, pins.Hides.Contains(Pins.Model) ? ["model", "voice"] : ["voice"]));
        if (e.Type == EventTypes.NameOf<UpstreamConfigured>())
            return Changed(e, data =>
            {
                if (data["configuration"] is JsonObject configuration) SettingsCut.Keep(configuration, pins.Tells);
                Remove(data, ["notRecorded"]);
            });
        return e.Envelope;
    }

    static byte[] Changed(LoggedEvent e, Action<JsonObject> change)
    {
        var envelope = JsonNode.Parse(e.Envelope.Span)!.AsObject();
        if (envelope["data"] is JsonObject data) change(data);
        return JsonSerializer.SerializeToUtf8Bytes(envelope);
    }

    /// <summary>Fields that every such event has stay: the model under another name, the others without a value.</summary>
    static void Remove(JsonObject? from, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (from?.ContainsKey(name) is not true) continue;
            if (name is Pins.Model) from[name] = Hidden;
            else if (Kept.Contains(name)) from[name] = null;
            else from.Remove(name);
        }
    }
}
