using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Samples.Tests;

/// <summary>samples/console against the real services.</summary>
[Collection(SharedServices.Name)]
public sealed class ConsoleSampleTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_user_types_and_speaks_and_hears_the_model()
    {
        var voice = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        try
        {
            using var sample = SampleProcess.Start("Samples.Console", "--api", Stack.Api.Address.ToString(), "--out", voice,
                "--wav", Path.Combine(AppContext.BaseDirectory, "speech", "fox.wav"));
            await sample.Until("type a line");
            await sample.Until("model: I heard"); // what the file says
            await sample.Type("Good evening");
            await sample.Until("model: You said: Good evening");
            await sample.Type("");
            await sample.Until("The session ended: requested");
            Assert.Equal(0, await sample.ExitCode());
            var heard = await File.ReadAllBytesAsync(voice);
            Assert.Equal("RIFF"u8.ToArray(), heard[..4]);
            Assert.True(heard.Length > 10_000, $"The voice has {heard.Length} bytes.");
        }
        finally
        {
            File.Delete(voice);
        }
    }

    [Fact]
    public async Task Texts_need_no_device()
    {
        using var sample = SampleProcess.Start("Samples.Console", "--api", Stack.Api.Address.ToString(), "--quiet");
        await sample.Until("type a line");
        await sample.Type("Hello");
        await sample.Until("model: You said: Hello");
        await sample.Type("");
        Assert.Equal(0, await sample.ExitCode());
    }

    [Theory]
    [InlineData("--wav nowhere.wav", 2, "There is no file nowhere.wav.")]
    [InlineData("--api http://127.0.0.1:9 --louder 1", 2, "--louder 1 is not understood.")]
    public async Task What_it_does_not_understand_it_says(string args, int code, string words)
    {
        using var sample = SampleProcess.Start("Samples.Console", args.Split(' '));
        await sample.Until(words);
        Assert.Equal(code, await sample.ExitCode());
    }

    [Fact]
    public async Task A_refusal_is_shown()
    {
        using var sample = SampleProcess.Start("Samples.Console", "--api", Stack.Api.Address.ToString(), "--conversation", "no spaces",
            "--quiet");
        await sample.Until("conversation");
        Assert.Equal(1, await sample.ExitCode());
    }
}
