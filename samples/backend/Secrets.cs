using System.Security.Claims;
using System.Text.Json;
using Realtime.Client;

namespace Samples.Backend;

static class Secrets
{
    /// <summary>What the page must not decide.</summary>
    static readonly JsonElement Session = JsonSerializer.SerializeToElement(new
    {
        type = "realtime", instructions = "You are a friendly host. Be brief.", output_modalities = new[] { "text" },
    });

    /// <summary>A secret for one socket of this user in a new conversation of theirs, and the address to use it at.</summary>
    public static async Task<IResult> Make(ClaimsPrincipal user, RealtimeClient realtime, Uri api, CancellationToken ct)
    {
        var conversation = Histories.NewName(user);
        try
        {
            var made = await realtime.CreateClientSecretAsync(new()
            {
                ExpiresAfter = new() { Anchor = "created_at", Seconds = 60 }, Session = Session, Conversation = conversation,
                Client = user.Identity!.Name, SingleUse = true, MaxSeconds = 600,
            }, ct);
            var socket = new UriBuilder(new Uri(api, "/v1/realtime")) { Scheme = api.Scheme is "https" ? "wss" : "ws", Port = api.Port };
            return Results.Ok(new { value = made.Value, url = socket.Uri, conversation });
        }
        catch (ProblemException refused)
        {
            return Results.Text(refused.Json.GetRawText(), "application/problem+json", null, refused.Status);
        }
    }
}
