using System.Text;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>Which errors end a session.</summary>
public sealed class UpstreamErrorTests
{
    [Theory]
    [InlineData("""{"type":"server_error","message":"m"}""", "server_error", true)]
    [InlineData("""{"type":"server_error","code":"overloaded","message":"m"}""", "overloaded", true)]
    [InlineData("""{"type":"authentication_error","code":"invalid_api_key"}""", "invalid_api_key", false)]
    [InlineData("""{"type":"authentication_error"}""", "authentication_error", false)]
    [InlineData("""{"type":"insufficient_quota","code":"insufficient_quota"}""", "insufficient_quota", false)]
    [InlineData("""{"type":"invalid_request_error","code":"session_expired"}""", "session_expired", true)]
    [InlineData("""{"message":"neither type nor code"}""", "unknown_error", false)]
    [InlineData("""{}""", "unknown_error", false)]
    public void These_are_fatal(string error, string code, bool retryable)
    {
        var fatal = Assert.IsType<UpstreamMessage.Fatal>(Read($$"""{"type":"error","error":{{error}}}"""));
        Assert.Equal((code, retryable), (fatal.Error.Code, fatal.Error.Retryable));
        Assert.NotEmpty(fatal.Error.Message);
    }

    [Theory]
    [InlineData("""{"type":"invalid_request_error","code":"invalid_value"}""", "invalid_value", true)]
    [InlineData("""{"type":"invalid_request_error","code":"conversation_already_has_active_response"}""", UpstreamErrors.AlreadyActive, true)]
    [InlineData("""{"type":"mystery_error","code":"mystery"}""", "mystery", false)]
    [InlineData("""{"code":"mystery"}""", "mystery", false)]
    public void These_are_survived(string error, string code, bool known)
    {
        var warning = Assert.IsType<UpstreamMessage.Warning>(Read($$"""{"type":"error","error":{{error}}}"""));
        Assert.Equal((code, known), (warning.Error.Code, warning.KnownKind));
    }

    [Fact]
    public void An_error_tells_which_message_it_is_about() =>
        Assert.Equal("e", Assert.IsType<UpstreamMessage.Warning>(Read("""{"type":"error","error":{"type":"invalid_request_error","event_id":"e"}}""")).EventId);

    [Theory]
    [InlineData("""{"type":"invalid_request_error","code":"item_not_found","event_id":"realtime_settle"}""")]
    [InlineData("""{"event_id":"realtime_settle"}""")]
    public void The_answer_to_our_own_question_is_no_error(string error) =>
        Assert.IsType<UpstreamMessage.Settled>(Read($$"""{"type":"error","error":{{error}}}"""));

    [Fact]
    public void An_error_without_its_object_is_fatal() => Assert.IsType<UpstreamMessage.Fatal>(Read("""{"type":"error"}"""));

    [Fact]
    public void A_message_of_any_length_is_cut_for_the_record() =>
        Assert.Equal(1_000, Assert.IsType<UpstreamMessage.Warning>(Read("""{"type":"error","error":{"type":"x","message":"M"}}""".Replace("M", new string('m', 5_000), StringComparison.Ordinal))).Error.Message.Length);

    static UpstreamMessage Read(string message) => UpstreamReader.Read(Encoding.UTF8.GetBytes(message), Guid.Empty);
}
