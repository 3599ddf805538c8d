using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aspire.Hosting.Engine;

/// <summary>A profile of a project's <c>Properties/launchSettings.json</c>.</summary>
internal sealed record LaunchProfile(
    string? CommandName, string? ApplicationUrl, string? CommandLineArgs, Dictionary<string, string>? EnvironmentVariables)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    [JsonIgnore]
    public IEnumerable<Uri> Addresses =>
        (ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(address => new Uri(address))
            .DistinctBy(address => address.Scheme);

    /// <summary>The first profile that runs the project itself, or none.</summary>
    public static LaunchProfile? Default(string projectPath) =>
        All(projectPath).Select(profile => profile.Value).FirstOrDefault(profile => profile.CommandName == "Project");

    public static LaunchProfile Named(string projectPath, string name) => All(projectPath).GetValueOrDefault(name)
        ?? throw new DistributedApplicationException($"{projectPath} has no launch profile '{name}'.");

    private static Dictionary<string, LaunchProfile> All(string projectPath)
    {
        var path = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(path), Json)?.Profiles ?? [] : [];
    }

    private sealed record LaunchSettings(Dictionary<string, LaunchProfile>? Profiles);
}
