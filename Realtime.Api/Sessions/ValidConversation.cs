using Realtime.Api.Problems;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>Judges the conversation's name before anything is read or written.</summary>
sealed class ValidConversation : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Check((string)context.HttpContext.GetRouteValue("conversation")!);
        return next(context);
    }

    /// <exception cref="InvalidOptionsException">No conversation can have that name.</exception>
    public static void Check(string conversation)
    {
        if (!ConversationId.IsValid(conversation))
            throw new InvalidOptionsException("conversation", $"conversation must be {ConversationId.Rule}");
    }
}
