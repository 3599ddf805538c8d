using System.Net;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>Any text that a client sends for a key, a query or a header is accepted, or refused by name.</summary>
[Collection(IdentityServices.Tests)]
public sealed class EdgeTextTests(IdentityServices services, ITestOutputHelper output) : StackTests(services, output)
{
    const string Session = "0190b0a0-0000-7000-8000-000000000001";
    static readonly string Long = new('x', 128);

    /// <summary>
    /// Characters beside the allowed ones, those that mean something to HTTP, JSON, SQL and Unicode, and lengths around the limit.
    /// </summary>
    static readonly string[] Odd =
        ["\0", "a\0b", "\ud800", "a\udc00", "\ud800x", " ", "\t", "a\nb", "\r", "\x7f", "\x80", "\xa0", "\xff", "\u2028", "\ufeff",
            "\uffff", "\ufffd", "😀", "é",
         "/", "@", "[", "`", "{", "^", "~", "!", "'", "\"", "\\", "%", "%00", "$1", ";", "?", "#", "&", "+", ",", "=", ".", "..", "-1",
         "1e9",
         "99999999999999999999", "-9223372036854775809", Long + "x", new string('y', 4_000)];

    public static TheoryData<string> Places => [.. Calls.Keys];

    static readonly Dictionary<string, Func<string, RawCall>> Calls = new()
    {
        ["conversation in a path"] = t => new("GET", $"/conversations/{RawCall.Escaped(t)}"),
        ["conversation of a start"] = t => new("POST", $"/conversations/{RawCall.Escaped(t)}/sessions", "{\"model\":\"no such model!\"}"),
        ["conversation of its events"] = t => new("GET", $"/conversations/{RawCall.Escaped(t)}/events"),
        ["conversation of an erasure"] = t => new("DELETE", $"/conversations/{RawCall.Escaped(t)}/content"),
        ["conversation in the audit"] = t => new("GET", $"/audit/conversations/{RawCall.Escaped(t)}"),
        ["conversation of a verification"] = t => new("GET", $"/audit/verify?conversation={RawCall.Escaped(t)}"),
        ["conversation of a list"] = t => new("GET", $"/sessions?conversation={RawCall.Escaped(t)}"),
        ["conversation of a head"] = t =>
            new("POST", "/audit/heads/verify", $"{{\"conversation\":{RawCall.Json(t)},\"version\":1,\"sequence\":1,\"seal\":\"00\"}}"),
        ["seal of a head"] = t =>
            new("POST", "/audit/heads/verify", $"{{\"conversation\":\"c\",\"version\":1,\"sequence\":1,\"seal\":{RawCall.Json(t)}}}"),
        ["conversation of a live socket"] = t => new("GET", $"/v1/realtime?model=!&conversation={RawCall.Escaped(t)}", "", RawCall.Upgrade),
        ["conversation in a header"] = t => new("GET", "/v1/realtime?model=!", "", [.. RawCall.Upgrade, "x-realtime-conversation: " + t]),
        ["session in a path"] = t => new("GET", $"/conversations/edge/sessions/{RawCall.Escaped(t)}"),
        ["session of a start"] = t => new("POST", "/conversations/edge/sessions", $"{{\"model\":\"!\",\"sessionId\":{RawCall.Json(t)}}}"),
        ["session in a header"] = t => new("GET", "/v1/realtime?model=!", "", [.. RawCall.Upgrade, "x-realtime-session: " + t]),
        ["session of a live socket"] = t => new("GET", $"/v1/realtime?model=!&session={RawCall.Escaped(t)}", "", RawCall.Upgrade),
        ["model of a start"] = t => new("POST", "/conversations/edge/sessions", $"{{\"voice\":\"!\",\"model\":{RawCall.Json(t)}}}"),
        ["model of a live socket"] = t => new("GET", $"/v1/realtime?session=!&model={RawCall.Escaped(t)}", "", RawCall.Upgrade),
        ["model of a list"] = t => new("GET", $"/sessions?model={RawCall.Escaped(t)}"),
        ["model of counts"] = t => new("GET", $"/sessions/counts?model={RawCall.Escaped(t)}"),
        ["voice of a start"] = t => new("POST", "/conversations/edge/sessions", $"{{\"model\":\"!\",\"voice\":{RawCall.Json(t)}}}"),
        ["instructions of a start"] = t =>
            new("POST", "/conversations/edge/sessions", $"{{\"model\":\"!\",\"instructions\":{RawCall.Json(t)}}}"),
        ["key of a start"] = t => new("POST", "/conversations/edge/sessions", "{\"model\":\"!\"}", "Idempotency-Key: " + t),
        ["key of a text"] = t => new("POST", $"/conversations/edge/sessions/{Session}/text", "{\"text\":\"hi\"}", "Idempotency-Key: " + t),
        ["input"] = t => new("POST", $"/conversations/edge/sessions/{Session}/text", $"{{\"text\":\"hi\",\"inputId\":{RawCall.Json(t)}}}"),
        ["role"] = t => new("POST", $"/conversations/edge/sessions/{Session}/text", $"{{\"text\":\"hi\",\"role\":{RawCall.Json(t)}}}"),
        ["text"] = t => new("POST", $"/conversations/edge/sessions/{Session}/text", $"{{\"text\":{RawCall.Json(t)}}}"),
        ["call"] = t => new("POST", $"/conversations/edge/sessions/{Session}/handoffs/{RawCall.Escaped(t)}", "{\"output\":\"x\"}"),
        ["output of a call"] = t => new("POST", $"/conversations/edge/sessions/{Session}/handoffs/c", $"{{\"output\":{RawCall.Json(t)}}}"),
        ["after"] = t => new("GET", $"/conversations/edge/events?after={RawCall.Escaped(t)}"),
        ["limit"] = t => new("GET", $"/conversations/edge/events?limit={RawCall.Escaped(t)}"),
        ["view"] = t => new("GET", $"/conversations/edge/events?view={RawCall.Escaped(t)}"),
        ["Last-Event-ID"] =
            t => new("GET", "/conversations/edge/events?view=anchor", "", "Accept: text/event-stream", "Last-Event-ID: " + t),
        ["state of a list"] = t => new("GET", $"/sessions?state={RawCall.Escaped(t)}"),
        ["reason of a list"] = t => new("GET", $"/sessions?reason={RawCall.Escaped(t)}"),
        ["worker of a list"] = t => new("GET", $"/sessions?worker={RawCall.Escaped(t)}"),
        ["from of a list"] = t => new("GET", $"/sessions?from={RawCall.Escaped(t)}"),
        ["before of a list"] = t => new("GET", $"/sessions?before={RawCall.Escaped(t)}"),
        ["worker to drain"] = t => new("POST", $"/workers/{RawCall.Escaped(t)}/drain"),
        ["asOf"] = t => new("GET", $"/audit/conversations/edge?asOf={RawCall.Escaped(t)}"),
        ["bearer"] = t => new("GET", "/v1/realtime?model=!", "", [.. RawCall.Upgrade, "Authorization: Bearer " + t]),
        ["client secret"] = t => new("GET", "/v1/realtime?model=!", "", [.. RawCall.Upgrade, "Authorization: Bearer ek_" + t + "." + t]),
        ["model of a client secret"] = t =>
            new("POST", "/v1/realtime/client_secrets", $"{{\"session\":{{\"type\":\"realtime\",\"model\":{RawCall.Json(t)}}}}}"),
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task It_is_accepted_or_refused_by_name_and_never_a_fault(string place)
    {
        var wrong = new List<string>();
        foreach (var text in Odd)
        {
            var call = Calls[place](text);
            // If the server itself cannot read a request, it answers without our code.
            var unreadable = call.Target.Contains("%00", StringComparison.Ordinal) || call.Target.Length > 8_000
                || call.Headers.Any(h => h.Any(c => c < ' ' || c > '~'));
            var (status, problem, body) = await call.Send(Stack.Api.Address);
            if (status >= 500 || status >= 400 && problem is null && !(unreadable && status is 400 or 414 or 431))
                wrong.Add($"{RawCall.Json(text)}: {body}");
        }

        Assert.Empty(wrong);
        Assert.DoesNotContain("22021", Stack.LogsSince(DateTimeOffset.MinValue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_at_their_limits_are_accepted()
    {
        var conversation = new ConversationClient(Api, (Guid.NewGuid().ToString("N") + "AZaz09._:-" + Long)[..128]);
        var session = await (await conversation.Start(new { model = ("gpt-AZaz09._:/+-" + Long)[..128], voice = Long })).Started();
        (await session.TryText("hi", inputId: ("é😀 /\t" + Long)[..128])).MustBe(HttpStatusCode.Accepted);
        (await session.TryText("hi", idempotencyKey: "!~" + Long[2..])).MustBe(HttpStatusCode.Accepted);
        (await session.TryText("hi", inputId: Long + "x")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await session.TryText("hi", idempotencyKey: Long + "x")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await Api.Get($"/sessions?conversation={conversation.Id}")).MustBe(HttpStatusCode.OK);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        (await Api.Post($"/conversations/{conversation.Id}x/sessions", new { }))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
    }
}
