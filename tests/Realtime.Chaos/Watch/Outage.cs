namespace Realtime.Chaos.Watch;

/// <summary>
/// One outage of PostgreSQL, from its shutdown until it answers again, and the sessions whose upstream closed in that time. Their ends are
/// pending when PostgreSQL returns.
/// </summary>
sealed record Outage(TimeSpan From, TimeSpan Back, IReadOnlyList<Guid> Broken);
