using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Realtime.Client;

namespace Samples.Backend;

/// <summary>The conversations of a user: their names begin with the user's, as a hash, because names stay in the log.</summary>
static class Histories
{
    public static string NewName(ClaimsPrincipal user) => $"{Prefix(user)}{Guid.CreateVersion7():N}";

    /// <summary>What was said in a conversation of the user.</summary>
    public static async Task<IResult> Read(string conversation, ClaimsPrincipal user, RealtimeClient realtime, CancellationToken ct)
    {
        if (!conversation.StartsWith(Prefix(user), StringComparison.Ordinal)) return Results.NotFound();
        try
        {
            return Results.Ok(await realtime.ReadEventsAsync(conversation, ct: ct).Select(e => e.Data).OfType<TranscriptCompleted>()
                .Select(said => new { said.Role, said.Text }).ToListAsync(ct));
        }
        catch (ProblemException unknown) when (unknown.Name is ProblemName.UnknownConversation)
        {
            return Results.NotFound();
        }
    }

    static string Prefix(ClaimsPrincipal user) =>
        $"user-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.Identity!.Name!)))[..16]}-";
}
