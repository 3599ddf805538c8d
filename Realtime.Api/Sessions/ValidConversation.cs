using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Judges the conversation's name before anything is read or written.</summary>
sealed class ValidConversation : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var id = (string)context.HttpContext.GetRouteValue("conversation")!;
        return ConversationId.IsValid(id)
            ? next(context)
            : throw new InvalidOptionsException("conversation", $"conversation must be {ConversationId.Rule}");
    }
}
