using System.Security.Cryptography;
using Realtime.Sessions;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Internal;

/// <summary>Takes the image of an item before an API appends the item, with a reference to the image.</summary>
static class MediaEndpoint
{
    /// <summary>204 if the worker has the image, 404 if it does not own the session (any more), 429 if the session holds too much.</summary>
    public static async Task<IResult> Handle(
        string conversation, Guid session, string input, string sha256, HttpRequest request, SessionRegistry sessions, CancellationToken ct,
        string tenant = "default")
    {
        if (Tenant.TryParse(tenant) is not { } of || sessions.Find(of.Conversation(conversation), session) is not { } found
            || found.Intake.IsCancellationRequested)
            return TypedResults.NotFound();
        if (request.ContentLength is not (> 0 and <= SessionMedia.MostBytes)) return TypedResults.BadRequest();
        var bytes = new byte[(int)request.ContentLength];
        await request.Body.ReadExactlyAsync(bytes, ct);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256) return TypedResults.BadRequest();
        return found.Media.TryAdd(input, sha256, bytes) ? TypedResults.NoContent()
            : TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
