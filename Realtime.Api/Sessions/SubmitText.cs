using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

sealed record TextRequest(string? Text, string? InputId = null, string? Role = null);

/// <summary>The text is on the record; text_delivered tells when the model took it.</summary>
sealed record TextAccepted(string InputId, long Version);

static class SubmitText
{
    public static async Task<Accepted<TextAccepted>> Handle(
        string conversation, Guid session, TextRequest request, HttpContext context, ClaimsPrincipal caller, IOptions<ApiOptions> options,
        SessionRequests requests, CancellationToken ct)
    {
        var limit = options.Value.MaximumTextLength;
        if (string.IsNullOrEmpty(request.Text) || request.Text.Length > limit)
            throw new InvalidOptionsException("text", $"text must have 1 to {limit} characters.");
        Texts.Check("text", request.Text);
        if (request.Role is not (null or "user" or "system"))
            throw new InvalidOptionsException("role", "role must be user or system.");
        var inputId = InputIds.Of(request.InputId, context);
        var accepted = await requests.Submit(caller.Conversation(conversation),
            new Realtime.Sessions.SubmitText(session, inputId, request.Role ?? "user", request.Text), ct);
        return TypedResults.Accepted((string?)null, accepted);
    }
}
