using System.Text.Json;
using Realtime.Contract.Tests.Stack;
using Realtime.EventLog;
using Realtime.Testing.Contract;

namespace Realtime.Contract.Tests;

/// <summary>The AsyncAPI document is whole, and the comparison of messages with it finds what differs.</summary>
[Collection(DescribedApi.Tests)]
public sealed class AsyncApiTests(DescribedApi api)
{
    const string Ended = """{"sessionId":"01900000-0000-7000-8000-000000000001"}""";

    readonly StreamContract contract = new(api.AsyncApi);

    [Fact]
    public void It_is_AsyncAPI_3() => Assert.Equal("3.0.0", api.AsyncApi.GetProperty("asyncapi").GetString());

    [Theory]
    [InlineData("follow")]
    [InlineData("listen")]
    [InlineData("listenAsOpenAI")]
    public void Every_event_of_the_log_is_a_message(string operation)
    {
        var names = EventTypes.All.Select(type => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name));
        Assert.Empty(names.Except(References(api.AsyncApi.GetProperty("operations").GetProperty(operation)).Select(Last)));
    }

    [Fact]
    public void Every_reference_leads_somewhere() => Assert.All(References(api.AsyncApi).Distinct(), reference =>
    {
        var at = api.AsyncApi;
        foreach (var name in reference.Split('/').Skip(1)) Assert.True(at.TryGetProperty(name, out at), reference);
    });

    [Fact]
    public void Its_schemas_are_those_of_the_OpenAPI_document()
    {
        var openApi = api.OpenApi.GetProperty("components").GetProperty("schemas");
        foreach (var schema in api.AsyncApi.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (schema.Value.TryGetProperty("discriminator", out _)) continue; // AsyncAPI has another shape for it
            Assert.True(JsonElement.DeepEquals(openApi.GetProperty(schema.Name), schema.Value), schema.Name);
        }
    }

    [Theory]
    [InlineData("7", "end_requested", Ended, true)]
    [InlineData("8", "end_requested", Ended, false)]
    [InlineData("7", "end_asked", Ended, false)]
    [InlineData("7", "session_started", Ended, false)]
    [InlineData("7", "end_requested", "{}", false)]
    public void An_event_must_have_its_own_name_id_and_shape(string id, string name, string data, bool agrees) => Assert.Equal(agrees,
        contract.OfEvent(id, name, Json($$"""{"version":7,"sequence":9,"type":"{{name}}","sessionId":"01900000-0000-7000-8000-000000000001","at":"2030-01-01T00:00:00Z","data":{{data}}}""")) is null);

    [Theory]
    [InlineData("""{"type":"response.done","response":{}}""", true)]
    [InlineData("""{"response":{}}""", false)]
    [InlineData("""{"type":"input_audio_dropped","sessionId":"01900000-0000-7000-8000-000000000001","framesDropped":3}""", true)]
    [InlineData("""{"type":"input_audio_dropped","sessionId":"01900000-0000-7000-8000-000000000001"}""", false)]
    [InlineData("""{"type":"session_over","version":7,"data":{}}""", false)]
    public void A_message_of_a_live_socket_is_the_model_s_or_as_described(string message, bool agrees) =>
        Assert.Equal(agrees, contract.OfMessage(Json(message)) is null);

    [Fact]
    public void Every_reason_for_an_end_has_a_close_code()
    {
        var codes = api.AsyncApi.GetProperty("channels").GetProperty("liveSession").GetProperty("x-close-codes").GetRawText();
        Assert.All(Enum.GetValues<Sessions.EndReason>(), reason =>
            Assert.Contains(JsonSerializer.Serialize(reason).Trim('"'), codes, StringComparison.Ordinal));
        Assert.DoesNotContain("\"code\":1011", codes, StringComparison.Ordinal); // the code for a reason without one
    }

    static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" && member.Value.ValueKind is JsonValueKind.String
                ? [member.Value.GetString()!]
                : References(member.Value)),
        _ => [],
    };

    static string Last(string reference) => reference.Split('/')[^1];

    static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
