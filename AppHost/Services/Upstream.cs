using Microsoft.Extensions.Configuration;

namespace AppHost.Services;

static class Upstream
{
    /// <summary>Whether no setting names another model than the simulator.</summary>
    public static bool IsSimulator(IConfiguration settings) =>
        string.IsNullOrEmpty(settings["Realtime:Upstream:BaseUrl"]) && OpenAIKey(settings).Length == 0;

    /// <summary>
    /// Sets the model for the worker: the one that a setting names, else OpenAI if there is a key for it, else the simulator.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithUpstream(this IResourceBuilder<ProjectResource> worker,
        IResourceBuilder<ProjectResource> simulator)
    {
        var builder = worker.ApplicationBuilder;
        // with any model, test keys reach the simulator
        worker.WithEnvironment("Realtime__Upstream__TestBaseUrl", simulator.GetEndpoint("http"));
        var settings = builder.Configuration;
        var openAiKey = OpenAIKey(settings);
        var openAi = builder.AddParameter("openai-api-key", openAiKey, secret: true)
            .WithDescription(
                "The key for OpenAI. With a key the worker connects to OpenAI, without one to the simulator. Set "
                + "Parameters__openai_api_key before the start.");

        if (settings["Realtime:Upstream:BaseUrl"] is { Length: > 0 } named)
        {
            var key = builder.AddParameter("upstream-api-key", settings["Realtime:Upstream:ApiKey"] ?? "", secret: true)
                .WithDescription("The key for the model at Realtime:Upstream:BaseUrl, from the setting Realtime:Upstream:ApiKey.");
            return worker.WithEnvironment("Realtime__Upstream__BaseUrl", named).WithEnvironment("Realtime__Upstream__ApiKey", key);
        }

        return openAiKey.Length > 0
            ? worker.WithEnvironment("Realtime__Upstream__BaseUrl", "https://api.openai.com/v1")
                .WithEnvironment("Realtime__Upstream__ApiKey", openAi)
            : worker.WithEnvironment("Realtime__Upstream__BaseUrl", simulator.GetEndpoint("http"));
    }

    /// <summary>The model of a run, in words for its user.</summary>
    public static string NameOf(IConfiguration settings) =>
        settings["Realtime:Upstream:BaseUrl"] is { Length: > 0 } named ? $"{named} (Realtime:Upstream:BaseUrl)"
        : OpenAIKey(settings).Length > 0 ? "OpenAI's (Parameters:openai-api-key)"
        : "the simulator; with Parameters__openai_api_key=sk-… before the command it is OpenAI's";

    static string OpenAIKey(IConfiguration settings) =>
        settings["Parameters:openai-api-key"] ?? settings["Parameters:openai_api_key"] ?? "";
}
