using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>A message of ours on a live socket that is not in the log.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SessionExpiring), "session_expiring")]
[JsonDerivedType(typeof(SessionOverBudget), "session_over_budget")]
[JsonDerivedType(typeof(InputAudioDropped), "input_audio_dropped")]
[JsonDerivedType(typeof(SessionMark), "session_mark")]
public abstract record LiveNotice(Guid SessionId);

/// <summary>The transport nears its limit and is not renewed: the session ends then.</summary>
public sealed record SessionExpiring(Guid SessionId, long SecondsLeft) : LiveNotice(SessionId);

/// <summary>A budget is used up; the session ends unless the budget has room again before.</summary>
/// <param name="Budget">What is counted.</param>
/// <param name="Period">In which time.</param>
/// <param name="Of">Whose budget it is.</param>
public sealed record SessionOverBudget(Guid SessionId, string Budget, string Period, string Of, long SecondsLeft) : LiveNotice(SessionId);

/// <summary>Input audio found no room and did not reach the model.</summary>
/// <param name="FramesDropped">The number since the session began.</param>
public sealed record InputAudioDropped(Guid SessionId, long FramesDropped) : LiveNotice(SessionId);

/// <summary>
/// The client, which has asked for marks, has everything up to this version of the conversation. It keeps the last one, and comes back with
/// after=VERSION.
/// </summary>
public sealed record SessionMark(Guid SessionId, long Version) : LiveNotice(SessionId);
