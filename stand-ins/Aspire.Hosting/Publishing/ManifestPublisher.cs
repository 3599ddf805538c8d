using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the model as a manifest, from which deployment tools work. Nothing is run, and no secret is in it.</summary>
internal static class ManifestPublisher
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task PublishAsync(IDistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        if (builder.Configuration["Publishing:Publisher"] is not "manifest")
            throw new DistributedApplicationException("The only publisher here is 'manifest'.");
        var output = builder.Configuration["Publishing:OutputPath"]
            ?? throw new DistributedApplicationException("Publishing needs --output-path FILE.");

        var path = Path.GetFullPath(Directory.Exists(output) ? Path.Combine(output, "aspire-manifest.json") : output);
        var resources = new JsonObject();
        foreach (var resource in builder.Resources)
            resources[resource.Name] = await ManifestResource.OfAsync(resource, builder, Path.GetDirectoryName(path)!, cancellationToken);
        var manifest = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/aspire-8.0.json",
            ["resources"] = resources,
        };
        await File.WriteAllTextAsync(path, manifest.ToJsonString(Json) + "\n", cancellationToken);
    }
}
