using System.Text;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>A driver's audio is recognised among its messages, and measured.</summary>
public sealed class AudioAppendTests
{
    [Theory]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AAAA"}""", 3)]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AAA="}""", 2)]
    [InlineData("""{"audio":"AA==","event_id":"e","type":"input_audio_buffer.append"}""", 1)]
    [InlineData("""{"type":"input_audio_buffer.append"}""", 0)]
    [InlineData("""{"type":"input_audio_buffer.append","audio":null}""", 0)]
    [InlineData("""{"event_id":{"a":[1,2]},"type":"input_audio_buffer.append","audio":""}""", 0)]
    public void Audio_is_measured(string message, int bytes) => Assert.Equal(bytes, AudioAppend.Bytes(Encoding.UTF8.GetBytes(message)));

    [Theory]
    [InlineData("""{"type":"input_audio_buffer.commit"}""")]
    [InlineData("""{"type":"session.update","audio":"AAAA"}""")]
    [InlineData("""{"audio":"AAAA"}""")]
    [InlineData("""{"type":7,"audio":"AAAA"}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"AA""")]
    public void The_rest_is_not_audio(string message) => Assert.Null(AudioAppend.Bytes(Encoding.UTF8.GetBytes(message)));
}
