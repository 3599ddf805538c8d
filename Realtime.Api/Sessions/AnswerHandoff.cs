using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

sealed record HandoffRequest(string? Output);

sealed record HandoffAccepted(string CallId, long Version);

static class AnswerHandoff
{
    public static async Task<Accepted<HandoffAccepted>> Handle(
        string conversation, Guid session, string call, HandoffRequest request, ClaimsPrincipal caller, IOptions<ApiOptions> options,
        SessionRequests requests, CancellationToken ct)
    {
        if (request.Output is null || request.Output.Length > options.Value.MaximumTextLength)
            throw new InvalidOptionsException("output", $"output must be a text of at most {options.Value.MaximumTextLength} characters.");
        Texts.Check("output", request.Output);
        var accepted = await requests.Answer(caller.Conversation(conversation),
            new Realtime.Sessions.AnswerHandoff(session, call, request.Output), ct);
        return TypedResults.Accepted((string?)null, accepted);
    }
}
