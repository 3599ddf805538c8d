using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions.Provider;

namespace Realtime.Sessions.Tests.Provider;

/// <summary>Tools of both kinds, the choice among them, and their secrets.</summary>
public sealed class ToolTests
{
    const string Function = """{"type":"function","name":"weather","description":"Where it rains","parameters":{"type":"object"}}""";
    const string Server = """{"type":"mcp","server_label":"docs","server_url":"https://docs.example/mcp"}""";

    [Theory]
    [InlineData("[]")]
    [InlineData($"[{Function},{Server}]")]
    [InlineData("""[{"type":"mcp","server_label":"a","connector_id":"c","allowed_tools":["x"],"require_approval":"never","defer_loading":true}]""")]
    [InlineData("""[{"type":"mcp","server_label":"a","tunnel_id":"t","allowed_tools":{"tool_names":["x"],"read_only":true},"allowed_callers":["direct"]}]""")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"http://a","require_approval":{"always":{"tool_names":["x"]},"never":{"read_only":true}}}]""")]
    public void Good_tools_are_taken(string tools) => Examined.Of(With(tools)).MustBeGood();

    [Theory]
    [InlineData("{}", "tools")]
    [InlineData("null", "tools")]
    [InlineData("[7]", "tools[0]")]
    [InlineData("[{}]", "tools[0].type")]
    [InlineData("""[{"type":"code"}]""", "tools[0].type")]
    [InlineData("""[{"type":"function"}]""", "tools[0].name")]
    [InlineData("""[{"type":"function","name":""}]""", "tools[0].name")]
    [InlineData("""[{"type":"function","name":"two words"}]""", "tools[0].name")]
    [InlineData("""[{"type":"function","name":7}]""", "tools[0].name")]
    [InlineData("""[{"type":"function","name":"f","description":7}]""", "tools[0].description")]
    [InlineData("""[{"type":"function","name":"f","parameters":"{}"}]""", "tools[0].parameters")]
    [InlineData("""[{"type":"function","name":"f","server_url":"https://a"}]""", "tools[0].server_url")]
    [InlineData($$"""[{{Function}},{{Function}}]""", "tools[1].name")]
    [InlineData($$"""[{{Server}},{{Server}}]""", "tools[1].server_label")]
    [InlineData("""[{"type":"mcp","server_url":"https://a"}]""", "tools[0].server_label")]
    [InlineData("""[{"type":"mcp","server_label":"a"}]""", "tools[0]")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","connector_id":"c"}]""", "tools[0].connector_id")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"docs"}]""", "tools[0].server_url")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","headers":{"x\r\ny":"1"}}]""", "tools[0].headers")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","headers":{"":"1"}}]""", "tools[0].headers")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","headers":{"x":"1\r\ny: 2"}}]""", "tools[0].headers.x")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"file:///etc/passwd"}]""", "tools[0].server_url")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://me:secret@a"}]""", "tools[0].server_url")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","name":"f"}]""", "tools[0].name")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","authorization":7}]""", "tools[0].authorization")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","headers":["x"]}]""", "tools[0].headers")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","headers":{"x":7}}]""", "tools[0].headers.x")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","allowed_tools":"x"}]""", "tools[0].allowed_tools")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","allowed_tools":{"read_only":1}}]""", "tools[0].allowed_tools.read_only")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","allowed_callers":["anybody"]}]""", "tools[0].allowed_callers[0]")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","require_approval":"sometimes"}]""", "tools[0].require_approval")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","require_approval":{"never":[]}}]""", "tools[0].require_approval.never")]
    [InlineData("""[{"type":"mcp","server_label":"a","server_url":"https://a","defer_loading":"no"}]""", "tools[0].defer_loading")]
    public void A_bad_tool_is_refused_by_its_path(string tools, string path) => Examined.Of(With(tools)).MustBeRefused($"session.{path}");

    [Theory]
    [InlineData("""{"type":"function","name":"weather"}""", null)]
    [InlineData("""{"type":"mcp","server_label":"docs"}""", null)]
    [InlineData("""{"type":"mcp","server_label":"docs","name":"search"}""", null)]
    [InlineData("""{"type":"function","name":"news"}""", "tool_choice.name")]
    [InlineData("""{"type":"mcp","server_label":"news"}""", "tool_choice.server_label")]
    [InlineData("""{"type":"function"}""", "tool_choice.name")]
    [InlineData("""{"type":"mcp"}""", "tool_choice.server_label")]
    [InlineData("""{"name":"weather"}""", "tool_choice.type")]
    public void A_choice_names_one_of_the_tools(string choice, string? path)
    {
        var examined = Examined.Of(With($"[{Function},{Server}]", $",\"tool_choice\":{choice}"));
        if (path is null) examined.MustBeGood();
        else examined.MustBeRefused($"session.{path}");
    }

    [Fact]
    public void A_stored_prompt_may_have_tools_that_we_do_not_see() =>
        Examined.Of(With("[]", ""","prompt":{"id":"p"},"tool_choice":{"type":"function","name":"hidden"}""")).MustBeGood();

    [Fact]
    public void Secrets_of_servers_are_apart_from_the_object_and_come_back_to_the_same_server_only()
    {
        var given = Examined.Of(With(
            $$$"""[{{{Function}}},{"type":"mcp","server_label":"docs","server_url":"https://docs.example/mcp","authorization":"s3cret","headers":{"x-key":"hidden"}}]"""))
            .Given!;
        Assert.DoesNotContain("s3cret", given.Rest!.Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", given.Rest.Json.GetRawText(), StringComparison.Ordinal);

        var tools = JsonArray.Create(given.Rest.Json.GetProperty("tools"))!;
        ToolSecrets.Give(tools, given.Secrets!);
        Assert.Equal("s3cret", (string?)tools[1]!["authorization"]);
        Assert.Equal("hidden", (string?)tools[1]!["headers"]!["x-key"]);

        var elsewhere = (JsonArray)JsonNode.Parse($"[{Server}]")!;
        elsewhere[0]!["server_url"] = "https://thief.example/mcp";
        ToolSecrets.Give(elsewhere, given.Secrets!);
        Assert.Null(elsewhere[0]!["authorization"]);
    }

    [Fact]
    public void The_same_object_in_another_order_is_equal_and_another_is_not()
    {
        var one = new SessionObject(JsonSerializer.Deserialize<JsonElement>("""{"type":"realtime","tools":[],"max_output_tokens":12.0}"""));
        var same = new SessionObject(JsonSerializer.Deserialize<JsonElement>("""{"max_output_tokens":12,"tools":[],"type":"realtime"}"""));
        var other = new SessionObject(JsonSerializer.Deserialize<JsonElement>("""{"max_output_tokens":13,"tools":[],"type":"realtime"}"""));
        Assert.Equal(new SessionOptions("m") { Session = one }, new SessionOptions("m") { Session = same });
        Assert.NotEqual(new SessionOptions("m") { Session = one }, new SessionOptions("m") { Session = other });
    }

    static string With(string tools, string more = "") => $$"""{"type":"realtime","tools":{{tools}}{{more}}}""";
}
