namespace Realtime.Chaos.Watch;

/// <summary>One shutdown of PostgreSQL, until it answered again, and the sessions whose upstream went meanwhile: their ends were pending when it came back.</summary>
sealed record Outage(TimeSpan From, TimeSpan Back, IReadOnlyList<Guid> Broken);
