using System.Globalization;
using System.Text.Json.Nodes;

namespace Realtime.Adversary.Tests.Fuzz;

/// <summary>Values at the limits of each place, and beyond. Never a name of another session.</summary>
static class FuzzText
{
    const int Conversations = 12, Sessions = 24;

    public static string Of(Random random, params ReadOnlySpan<string> these) => these[random.Next(these.Length)];

    /// <summary>One of few names, so that requests collide; or an invalid name.</summary>
    public static string Conversation(Random random) => random.Next(5) > 0
        ? $"fuzz-{random.Next(Conversations)}"
        : Of(random, "..", ".", "%2e%2e", "%00", "a%00b", "%ED%A0%80", "%F0%9F%92%A5", "%", "%zz", new string('c', 128),
            new string('c', 129), "fuzz%2F1", "mt_tombstone", "fuzz'--", "%20", "~!$&()*+,;=", "fuzz-1%0d%0aX: y");

    public static string Session(Random random) => random.Next(5) > 0
        ? Known(random).ToString()
        : Of(random, "00000000-0000-0000-0000-000000000000", "{" + Known(random) + "}", Known(random).ToString("N"), "1", "..", "%00",
            Known(random).ToString().ToUpperInvariant(), new string('9', 500));

    /// <summary>One of few ids, chosen by the client.</summary>
    public static Guid Known(Random random) => new(random.Next(Sessions) + 1, 0x4675, 0x7a7a, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static string PathPart(Random random) =>
        Of(random, "call_1", "nobody", "%00", "..", new string('p', 2_000), "%E2%82%AC", "a%20b", "*");

    public static string QueryValue(Random random) => random.Next(3) switch
    {
        0 => Number(random),
        1 => Known(random).ToString(),
        _ => Of(random, "", "true", "null", "anchor", "%00", "%ED%A0%80", "2026-01-31T09:00:00Z", "2026-13-41",
            "'; drop table mt_events; --", new string('q', 3_000), "requested", "ended", "%25", "a&b=c"),
    };

    /// <summary>In ASCII: HttpClient sends what its buffer had before in place of other characters of an address that is not rewritten.</summary>
    public static string Number(Random random) =>
        Of(random, "0", "1", "-1", "5", "1000", "1001", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "1.5",
            "1e3", "NaN", "+1", " 1", "%D9%A3",
        random.Next(200).ToString(CultureInfo.InvariantCulture));

    public static string Header(Random random) =>
        Of(random, "key", Known(random).ToString(), new string('k', 300), "k k", "ключ", "\"", "\t", "k;q=1",
            random.Next(20).ToString(CultureInfo.InvariantCulture));

    /// <summary>For a field of a body: mostly of its kind, so that requests get far.</summary>
    public static JsonNode? Value(string field, Random random)
    {
        if (random.Next(3) > 0 && Likely(field, random) is { } likely) return likely;
        return random.Next(10) switch
        {
            0 => null,
            1 => true,
            2 => -1,
            3 => 1.5e300,
            4 => new JsonArray(1, "a", null),
            5 => new JsonObject { ["a"] = new JsonObject { ["b"] = 1 } },
            6 => new string('v', random.Next(40_000)),
            7 => "\0",
            8 => "\u202e😀\uffff",
            _ => Header(random),
        };
    }

    static JsonNode? Likely(string field, Random random) => field switch
    {
        "sessionId" => Known(random).ToString(),
        "model" => Of(random, "gpt-realtime-2.1", "sim-fault-reset", "sim-fault-close", "sim-fault-flood"),
        "ifActive" => Of(random, "reject", "replace"),
        "onWorkerLost" => Of(random, "end", "resume"),
        "atCap" => Of(random, "end", "renew"),
        "modality" => Of(random, "text", "audio"),
        "maxSeconds" or "idleSeconds" => random.Next(1, 60),
        "text" => Of(random, "Hello", "/fault reset", "call weather {}", "/fault close code=4002", "x"),
        "role" => Of(random, "user", "system"),
        "inputId" => $"input-{random.Next(10)}",
        "audio" => Convert.ToBase64String(new byte[random.Next(600) * 2]),
        "output" => "21 degrees",
        _ => null,
    };
}
