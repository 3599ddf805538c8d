using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using Realtime.Sessions.Provider;

namespace Realtime.EventLog.Access;

/// <summary>The secrets of a start's session object: encrypted in its session_requested, and given back to the session's owner.</summary>
public sealed class SessionSecrets(Encryption encryption)
{
    public async ValueTask<SessionOptions> Encrypt(ConversationKey conversation, Guid session, SessionOptions options, string? secrets,
        CancellationToken ct) => secrets is null
        ? options
        : options with { EncryptedSecrets = await encryption.Encrypt(ContextOf(conversation, session), secrets, ct) };

    /// <summary>The options with their secrets in clear: for the provider only.</summary>
    public async ValueTask<SessionOptions> Decrypt(ConversationKey conversation, Guid session, SessionOptions options, CancellationToken ct)
    {
        if (options is not { EncryptedSecrets: { } encrypted, Session: { } given }) return options;
        var secrets = await encryption.Decrypt(ContextOf(conversation, session), encrypted, ct);
        var whole = JsonObject.Create(given.Json)!;
        ToolSecrets.Give(whole["tools"] as JsonArray, secrets);
        return options with { Session = new SessionObject(whole.Deserialize<JsonElement>()), EncryptedSecrets = null };
    }

    static string ContextOf(ConversationKey conversation, Guid session) => $"{conversation}\n{session}";
}
