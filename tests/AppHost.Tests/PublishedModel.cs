using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace AppHost.Tests;

/// <summary>The app model's manifest, published with the given settings.</summary>
internal sealed record PublishedModel(JsonNode Resources, string Text)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static async Task<PublishedModel> WithAsync(params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("manifest-").FullName;
        try
        {
            var path = Path.Combine(folder, "manifest.json");
            var program = typeof(PublishedModel).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(a => a.Key == "AppHost").Value!;
            var start = new ProcessStartInfo("dotnet", [program, "--publisher", "manifest", "--output-path", path]);
            foreach (var (name, value) in settings)
                start.Environment[name] = value;
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(0, process.ExitCode);

            var text = await File.ReadAllTextAsync(path);
            return new(JsonNode.Parse(text)!["resources"]!, text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public string? Environment(string resource, string variable) => (string?)Resources[resource]!["env"]![variable];
}
