using System.Text.Json;
using System.Text.Json.Nodes;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;

namespace Realtime.Worker.Sessions;

/// <summary>Of the configurations that upstream confirms, those that say something new.</summary>
sealed class ConfigurationNews(string? startInstructions)
{
    string last = "";

    /// <summary>As it goes on the record; null where the last one said the same.</summary>
    public UpstreamConfigured? Of(UpstreamConfigured told)
    {
        var now = told.Configuration.GetRawText();
        if (now == last) return null;
        last = now;
        if (startInstructions is null || told.Configuration.Text("instructions") != startInstructions) return told;
        var without = JsonObject.Create(told.Configuration)!;
        without.Remove("instructions"); // session_requested has them
        return told with { Configuration = without.Deserialize<JsonElement>() };
    }
}
