using System.Text.Json;
using System.Text.Json.Serialization;
using Realtime.EventLog.Access;

namespace Realtime.Api.Live.Secrets;

/// <summary>What the maker of a client secret put in, as the database keeps it: encrypted, because it may contain instructions and secrets.</summary>
sealed class SecretTerms(Encryption encryption)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public ValueTask<string> Encrypt(string id, ClientSecretRequest terms, CancellationToken ct) =>
        encryption.Encrypt(ContextOf(id), JsonSerializer.Serialize(terms, Json), ct);

    public async ValueTask<ClientSecretRequest> Decrypt(ClientSecretRow row, CancellationToken ct) =>
        JsonSerializer.Deserialize<ClientSecretRequest>(await encryption.Decrypt(ContextOf(row.Id), row.Terms, ct), Json)!;

    static string ContextOf(string id) => $"client-secret\n{id}";
}
