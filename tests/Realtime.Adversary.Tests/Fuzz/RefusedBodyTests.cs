using System.Net;
using System.Text;
using Realtime.Testing.Client;
using Realtime.Testing.Contract;
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

    [Theory]
    [InlineData(9_000, 0, HttpStatusCode.RequestUriTooLong)]
    [InlineData(0, 40_000, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task The_server_refuses_a_longer_request_line_or_headers_than_it_reads_and_closes_the_connection(
        int lengthOfQuery, int lengthOfHeader, HttpStatusCode expected)
    {
        var stack = await StartStack(StackSettings.Default);
        using var http = new HttpClient { BaseAddress = stack.Api.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openai/v1/realtime?voice=" + new string('q', lengthOfQuery));
        request.Headers.Add("x-realtime-session", new string('1', lengthOfHeader + 1));

        using var response = await http.SendAsync(request);
        var answer = await Answer.Of(response);

        Assert.Equal((expected, ""), (answer.Status, answer.Body));
        Assert.True(ApiContract.IsOfServer(response, answer.Body));
        (await stack.Client.Get("/sessions")).MustBe(HttpStatusCode.OK);
    }
}
