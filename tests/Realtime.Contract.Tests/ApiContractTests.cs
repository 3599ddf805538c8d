using System.Net;
using System.Text;
using Realtime.Contract.Tests.Stack;
using Realtime.Testing.Contract;

namespace Realtime.Contract.Tests;

/// <summary>The comparison of answers with the document finds what differs.</summary>
[Collection(DescribedApi.Tests)]
public sealed class ApiContractTests(DescribedApi api)
{
    const string Session = "01900000-0000-7000-8000-000000000001";
    const string View = $$"""{"conversation":"c","sessionId":"{{Session}}","phase":"started","ended":null}""";

    readonly ApiContract contract = new(api.OpenApi);

    [Fact]
    public void An_answer_that_is_described_agrees() => Assert.Null(Read(HttpStatusCode.OK, View));

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"conversation":"c","phase":"started","ended":null}""", "sessionId")]
    [InlineData(HttpStatusCode.OK, """{"conversation":1,"sessionId":"01900000-0000-7000-8000-000000000001","phase":"started"}""", "conversation")]
    [InlineData(HttpStatusCode.OK,
        """{"conversation":"c","sessionId":"01900000-0000-7000-8000-000000000001","phase":"started","more":1}""", "more")]
    [InlineData(HttpStatusCode.Created, View, "not described")]
    public void An_answer_of_another_shape_or_status_does_not(HttpStatusCode status, string body, string says) =>
        Assert.Contains(says, Read(status, body), StringComparison.Ordinal);

    [Fact]
    public void A_refusal_of_a_type_that_the_route_does_not_name_does_not()
    {
        Assert.Null(Refusal("unknown-session"));
        Assert.NotNull(Refusal("unknown-worker"));
    }

    [Fact]
    public void A_method_and_address_without_an_operation_must_be_refused_by_routing()
    {
        Assert.NotNull(Disagreement("/nowhere", HttpStatusCode.OK, View, "application/json"));
        Assert.Null(Disagreement("/nowhere", HttpStatusCode.NotFound,
            """{"type":"urn:realtime:problem:unknown-address"}""", "application/problem+json"));
    }

    [Theory]
    [InlineData("""{"version":1,"sequence":1,"type":"end_requested","at":"2030-01-01T00:00:00Z","sessionId":"01900000-0000-7000-8000-000000000001","data":{"sessionId":"01900000-0000-7000-8000-000000000001"}}""", true)]
    [InlineData("""{"version":1,"sequence":1,"type":"end_requested","at":"2030-01-01T00:00:00Z","sessionId":"01900000-0000-7000-8000-000000000001","data":{"sessionId":"01900000-0000-7000-8000-000000000001","x":1}}""", false)]
    [InlineData("""{"version":1,"sequence":1,"type":"ended","at":"2030-01-01T00:00:00Z","sessionId":"01900000-0000-7000-8000-000000000001","data":{"sessionId":"01900000-0000-7000-8000-000000000001"}}""", false)]
    public void Events_agree_with_their_own_schemas(string e, bool agrees) => Assert.Equal(agrees, Disagreement("/conversations/c/events",
        HttpStatusCode.OK, $$"""{"conversation":"c","events":[{{e}}],"next":1,"more":false,"live":null}""", "application/json") is null);

    string? Read(HttpStatusCode status, string body) =>
        Disagreement($"/conversations/c/sessions/{Session}", status, body, "application/json");

    string? Refusal(string name) => Disagreement($"/conversations/c/sessions/{Session}", HttpStatusCode.NotFound,
        $$"""{"type":"urn:realtime:problem:{{name}}","title":"t","status":404,"detail":"d"}""", "application/problem+json");

    string? Disagreement(string path, HttpStatusCode status, string body, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://api{path}"));
        using var answer = new HttpResponseMessage(status)
        {
            RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, type),
        };
        return contract.Disagreement(answer, body);
    }
}
