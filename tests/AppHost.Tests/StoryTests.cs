using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AppHost.Tests;

public sealed class StoryTests
{
    private const int WavHeaderBytes = 44;
    private const int SilenceBytes = 48_000;

    [Fact]
    public async Task On_this_machines_programs_a_session_starts_talks_and_ends_and_the_log_is_intact()
    {
        using var folder = new DataFolder();
        await using var model =
            await TestedModel.HealthyAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        await LiveAsync(model);
    }

    [EngineFact]
    public async Task In_a_container_a_session_starts_talks_and_ends_and_the_log_is_intact()
    {
        var volume = $"realtime-test-{Guid.NewGuid():N}";
        try
        {
            await using var model =
                await TestedModel.HealthyAsync(("Realtime:Servers", "containers"), ("Realtime:Postgres:Volume", volume));
            await LiveAsync(model);
        }
        finally
        {
            EngineFactAttribute.RemoveVolume(volume);
        }
    }

    private static async Task LiveAsync(TestedModel model)
    {
        using var api = model.Client("api");
        var story = new Story(api, "story");
        var session = await story.StartAsync();
        await story.UntilAsync("session_started");
        await story.PostAsync($"sessions/{session}/text", JsonContent.Create(new { text = "Hello there" }));
        await story.UntilAsync("response_done");

        var speech = (await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "speech", "fox.wav")))[WavHeaderBytes..];
        using var audio = new ByteArrayContent([.. speech, .. new byte[SilenceBytes]]);
        audio.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        await story.PostAsync($"sessions/{session}/audio", audio);
        await story.UntilAsync("speech_stopped");
        await story.PostAsync($"sessions/{session}/end", null);
        var history = await story.UntilAsync("session_ended");

        Assert.Single(history, each => each == "session_ended");
        Assert.Equal("session_requested", history[0]);
        Assert.True((bool?)(await api.GetFromJsonAsync<JsonNode>("/audit/verify"))!["intact"]);
        using var reference = await api.GetAsync("/reference/");
        Assert.Equal(HttpStatusCode.OK, reference.StatusCode);
    }
}
