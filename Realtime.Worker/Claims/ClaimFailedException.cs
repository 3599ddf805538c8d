using Realtime.EventLog.Claims;

namespace Realtime.Worker.Claims;

/// <summary>A worker failed to take the session that it was offered.</summary>
sealed class ClaimFailedException(ClaimOffer offer) : Exception($"A worker failed to take session {offer.SessionId}; its log says why.");
