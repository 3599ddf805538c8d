using System.Security.Claims;
using JasperFx.Events;
using Realtime.Api.Access;
using Realtime.Api.Live.Secrets;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Live;

/// <summary>A live socket's client: what it may open, and whether it is the client that started a session.</summary>
/// <param name="Secret">Its client secret; null for every other credential.</param>
sealed record Holder(ClaimsPrincipal Caller, ClientSecret? Secret)
{
    public static Holder Of(HttpContext context) => new(context.User, context.Features.Get<ClientSecret>());

    /// <summary>The only conversation that its secret names; null for a secret that names none, and for other credentials.</summary>
    public string? Conversation => Secret?.Terms.Conversation;

    /// <summary>
    /// Whether it started the session. Another secret for the same client is the same client; otherwise only the same credential is.
    /// </summary>
    public bool Started(IEvent requested) => (Cause.Of(requested), Caller.Cause) switch
    {
        (null, null) => true,
        ({ } starter, { } caller) => starter.Subject == caller.Subject && (Secret is not null || starter.Key == caller.Key),
        _ => false,
    };

    /// <summary>A secret opens the session that it names or started, or any of the conversation that it names.</summary>
    public bool MayOpen(string conversation, Guid session, IEvent requested) => Secret is not { Terms: var terms }
        || (terms.Conversation is null || terms.Conversation == conversation) && (terms.SessionId is null || terms.SessionId == session)
            && (terms.Conversation is not null || Started(requested));

    /// <summary>What it may change in a session with these options, and what it is told; null for other credentials.</summary>
    public Pins? PinsOf(SessionOptions options) =>
        Secret is { Terms: var terms } ? Pins.Of(options, terms.MayChange, hidesModel: terms.NamesModel) : null;

    /// <exception cref="InsufficientScopeException">Its secret may not start this.</exception>
    public void MustBeAbleToStart(string? conversation, Guid? session)
    {
        if (Secret is not { Terms: var terms }) return;
        if (!terms.Drives) Refuse("This client secret only listens: attach to a session with …/live.");
        if (conversation is not null && conversation != terms.Conversation)
            Refuse("This client secret does not open that conversation: name none.");
        if (session is not null && session != terms.SessionId) Refuse("This client secret does not start that session: name none.");

        static void Refuse(string why) => throw new InsufficientScopeException(Scopes.SessionsStart, why);
    }
}
