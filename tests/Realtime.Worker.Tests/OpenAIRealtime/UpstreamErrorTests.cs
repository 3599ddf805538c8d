using System.Text;
using Realtime.Sessions.Machine;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>Which errors end a session.</summary>
public sealed class UpstreamErrorTests
{
    [Theory]
    [InlineData("""{"type":"authentication_error","code":"invalid_api_key"}""", "invalid_api_key", false)]
    [InlineData("""{"type":"authentication_error"}""", "authentication_error", false)]
    [InlineData("""{"type":"insufficient_quota","code":"insufficient_quota"}""", "insufficient_quota", false)]
    public void These_end_a_session(string error, string code, bool retryable)
    {
        var fatal = Assert.IsType<UpstreamMessage.Fatal>(Read($$"""{"type":"error","error":{{error}}}"""));
        Assert.Equal((code, retryable), (fatal.Error.Code, fatal.Error.Retryable));
        Assert.NotEmpty(fatal.Error.Message);
    }

    [Theory]
    [InlineData("""{"type":"invalid_request_error","code":"invalid_value"}""", "invalid_value", true)]
    [InlineData("""{"type":"server_error","message":"m"}""", "server_error", false)]
    [InlineData("""{"type":"server_error","code":"overloaded","message":"m"}""", "overloaded", false)]
    [InlineData("""{"code":"server_error","message":"m"}""", "server_error", false)]
    [InlineData("""{"message":"neither type nor code"}""", "unknown_error", false)]
    [InlineData("""{}""", "unknown_error", false)]
    [InlineData("""{"type":"mystery_error","code":"mystery"}""", "mystery", false)]
    [InlineData("""{"code":"mystery"}""", "mystery", false)]
    public void These_do_not_end_a_session(string error, string code, bool known)
    {
        var warning = Assert.IsType<UpstreamMessage.Warning>(Read($$"""{"type":"error","error":{{error}}}"""));
        Assert.Equal((code, known), (warning.Error.Code, warning.KnownKind));
    }

    [Theory]
    [InlineData("null", Subject.Unsaid)]
    [InlineData("\"theirs\"", Subject.Client)]
    [InlineData("\"realtime_settle\"", Subject.Client)]
    [InlineData("\"realtime_test_response\"", Subject.Response)]
    [InlineData("\"realtime_test_configuration\"", Subject.Configuration)]
    [InlineData("\"realtime_test_other\"", Subject.Other)]
    public void An_error_says_which_message_it_is_about(string id, Subject about) =>
        Assert.Equal(about, Assert.IsType<UpstreamMessage.Warning>(Read($$"""{"type":"error","error":{"type":"invalid_request_error","event_id":{{id}} } }""")).About);

    [Theory]
    [InlineData("""{"type":"invalid_request_error","code":"conversation_already_has_active_response"}""")]
    [InlineData("""{"type":"invalid_request_error","message":"Conversation already has an active response in progress: resp_1."}""")]
    [InlineData("""{"message":"Conversation already has an active response"}""")]
    public void An_already_active_response_is_recognised_with_or_without_its_code(string error)
    {
        var warning = Assert.IsType<UpstreamMessage.Warning>(Read($$"""{"type":"error","error":{{error}}}"""));
        Assert.Equal((true, true), (warning.IsAlreadyActive, warning.KnownKind));
    }

    [Theory]
    [InlineData("""{"type":"invalid_request_error","code":"session_expired"}""")]
    [InlineData("""{"type":"session_expired"}""")]
    public void The_providers_limit_expires_the_session(string error) =>
        Assert.IsType<UpstreamMessage.Expired>(Read($$"""{"type":"error","error":{{error}}}"""));

    [Fact]
    public void A_refused_field_is_named() => Assert.Equal("session.audio.output.voice", Assert.IsType<UpstreamMessage.Warning>(
        Read("""{"type":"error","error":{"type":"invalid_request_error","param":"session.audio.output.voice","event_id":"realtime_test_configuration"}}""")).Field);

    [Theory]
    [InlineData("""{"type":"invalid_request_error","code":"item_not_found","event_id":"realtime_test_settle"}""")]
    [InlineData("""{"event_id":"realtime_test_settle"}""")]
    public void The_answer_to_a_settle_message_is_not_an_error(string error) =>
        Assert.IsType<UpstreamMessage.Settled>(Read($$"""{"type":"error","error":{{error}}}"""));

    [Theory]
    [InlineData("""{"type":"error"}""", "unknown_error", "Upstream reported an error without a message.")]
    [InlineData("""{"type":"error","error":null}""", "unknown_error", "Upstream reported an error without a message.")]
    [InlineData("""{"type":"error","error":null,"code":"overloaded","message":"wait"}""", "overloaded", "wait")]
    [InlineData("""{"type":"error","error":"the model is gone"}""", "unknown_error", "the model is gone")]
    [InlineData("""{"type":"error","error":7}""", "unknown_error", "7")]
    [InlineData("""{"type":"error","error":["a","b"]}""", "unknown_error", """["a","b"]""")]
    [InlineData("""{"type":"error","error":{"code":429,"message":"too many"}}""", "429", "too many")]
    [InlineData("""{"type":"error","error":{"type":"mystery","code":null,"message":{"text":"m"}}}""", "mystery", """{"text":"m"}""")]
    [InlineData("""{"type":"error","error":{"error":{"type":"mystery","message":"deep"}}}""", "mystery", "deep")]
    [InlineData("""{"type":"error","error":{"error":"deep"}}""", "unknown_error", "deep")]
    [InlineData("""{"type":"error","error":{"type":"mystery","detail":"why"}}""", "mystery", "why")]
    public void An_error_of_an_odd_shape_keeps_its_words_and_ends_nothing(string message, string code, string words)
    {
        var warning = Assert.IsType<UpstreamMessage.Warning>(Read(message));
        Assert.Equal((code, words, false), (warning.Error.Code, warning.Error.Message, warning.KnownKind));
    }

    [Fact]
    public void A_nested_error_can_be_fatal() =>
        Assert.IsType<UpstreamMessage.Fatal>(Read("""{"type":"error","error":{"error":{"code":"invalid_api_key"}}}"""));

    [Fact]
    public void A_message_is_not_cut_within_a_character()
    {
        var message = """{"type":"error","error":{"type":"x","message":"M"}}""".Replace("M", new string('m', 999) + "\ud83d\ude00", StringComparison.Ordinal);
        Assert.Equal(new string('m', 999), Assert.IsType<UpstreamMessage.Warning>(Read(message)).Error.Message);
    }

    [Fact]
    public void A_message_of_any_length_is_cut_for_the_record() =>
        Assert.Equal(1_000, Assert.IsType<UpstreamMessage.Warning>(Read("""{"type":"error","error":{"type":"x","message":"M"}}""".Replace("M", new string('m', 5_000), StringComparison.Ordinal))).Error.Message.Length);

    static UpstreamMessage Read(string message) =>
        new UpstreamReader(Guid.Empty, new MessageIds("test")).Read(Encoding.UTF8.GetBytes(message));
}
