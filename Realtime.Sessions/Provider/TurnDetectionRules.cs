using static Realtime.Sessions.Provider.Rules;

namespace Realtime.Sessions.Provider;

/// <summary>audio.input.turn_detection: by silence, by meaning, or null where the client commits by itself.</summary>
static class TurnDetectionRules
{
    /// <summary>The provider names no upper bound for its times; an hour is the longest session.</summary>
    const int LongestMilliseconds = 3_600_000;

    static readonly FieldTable Server = new("server_vad")
    {
        Excludes = ["eagerness"],
        ["type"] = Anything,
        ["threshold"] = Number(0, 1),
        ["prefix_padding_ms"] = Whole(0, LongestMilliseconds),
        ["silence_duration_ms"] = Whole(0, LongestMilliseconds),
        ["create_response"] = Flag,
        ["interrupt_response"] = Flag,
        ["idle_timeout_ms"] = OrNull(Whole(5_000, 30_000)),
    };

    static readonly FieldTable Semantic = new("semantic_vad")
    {
        Excludes = ["threshold", "prefix_padding_ms", "silence_duration_ms", "idle_timeout_ms"],
        ["type"] = Anything,
        ["eagerness"] = OneOf("low", "medium", "high", "auto"),
        ["create_response"] = Flag,
        ["interrupt_response"] = Flag,
    };

    public static readonly Rule Rule = OrNull(ByType(("server_vad", Server.Judge), ("semantic_vad", Semantic.Judge)));
}
