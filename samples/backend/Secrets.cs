using System.Security.Claims;
using System.Text.Json;
using Realtime.Client;

namespace Samples.Backend;

static class Secrets
{
    /// <summary>A session may last so long, and so long the page may come back to it.</summary>
    const int LongestSeconds = 600;

    /// <summary>What the page must not decide.</summary>
    static readonly JsonElement Session = JsonSerializer.SerializeToElement(new
    {
        type = "realtime", instructions = "You are a friendly host. Be brief.", output_modalities = new[] { "text" },
    });

    /// <summary>A secret for a session in a new conversation of this user, and the address to use it at.</summary>
    public static async Task<IResult> Make(ClaimsPrincipal user, RealtimeClient realtime, Uri api, CancellationToken ct)
    {
        var (conversation, session) = (Histories.NewName(user), Guid.NewGuid());
        try
        {
            var made = await realtime.CreateClientSecretAsync(new()
            {
                ExpiresAfter = new() { Anchor = "created_at", Seconds = LongestSeconds }, Session = Session, Conversation = conversation, SessionId = session,
                Client = user.Identity!.Name, MaxSeconds = LongestSeconds, OnWorkerLost = OnWorkerLost.Resume,
            }, ct);
            return Results.Ok(new { value = made.Value, api, conversation, session });
        }
        catch (ProblemException refused)
        {
            return Results.Text(refused.Json.GetRawText(), "application/problem+json", null, refused.Status);
        }
    }
}
