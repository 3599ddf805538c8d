using System.Reflection;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Deployment.Tests;

/// <summary>Reads the files under deploy/. In YAML it resolves anchors and merges.</summary>
static class DeployFiles
{
    public static readonly string Folder = Path.GetFullPath(
        typeof(DeployFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Deploy").Value!);

    public static string Text(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public static JsonNode Compose { get; } = Documents("compose/compose.yaml").Single();

    public static IReadOnlyList<JsonNode> Kubernetes { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "kubernetes"), "*.yaml").SelectMany(Documents)];

    public static JsonNode Kind(string kind, string name) =>
        Kubernetes.Single(d => (string?)d["kind"] == kind && (string?)d["metadata"]!["name"] == name);

    /// <summary>The only container of a deployment.</summary>
    public static JsonNode Container(string deployment) => Pod(deployment)["containers"]!.AsArray().Single()!;

    public static JsonNode Pod(string deployment) => Kind("Deployment", deployment)["spec"]!["template"]!["spec"]!;

    static List<JsonNode> Documents(string path)
    {
        using var reader = new StringReader(Text(path));
        var parser = new MergingParser(new Parser(reader));
        var (yaml, json) = (new Deserializer(), new SerializerBuilder().JsonCompatible().Build());
        var documents = new List<JsonNode>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _)) documents.Add(JsonNode.Parse(json.Serialize(yaml.Deserialize(parser)!))!);
        return documents;
    }
}
