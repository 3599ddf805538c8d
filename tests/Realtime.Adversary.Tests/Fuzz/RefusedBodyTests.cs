using System.Net;
using System.Text;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Fuzz;

/// <summary>Faults that random requests found.</summary>
public sealed class RefusedBodyTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_refusal_is_a_named_problem_for_any_accepted_type_and_encoding()
    {
        var stack = await StartStack(StackSettings.Default);
        using var http = new HttpClient { BaseAddress = stack.Api.Address };

        using var nowhere =
            new HttpRequestMessage(HttpMethod.Post, "/conversations/fuzz/sessions") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        nowhere.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=nowhere");
        (await Answer.Of(await http.SendAsync(nowhere))).MustBeRefused(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

        using var utf16 = new HttpRequestMessage(HttpMethod.Post,
            "/conversations/fuzz/sessions") { Content = new StringContent("{}", Encoding.Unicode, "application/json") };
        (await Answer.Of(await http.SendAsync(utf16))).MustBe(HttpStatusCode.Accepted);

        using var stream = new HttpRequestMessage(HttpMethod.Get, "/conversations/fuzz/events?after=-1");
        stream.Headers.Accept.ParseAdd("text/event-stream");
        (await Answer.Of(await http.SendAsync(stream))).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
    }
}
