using System.Text;
using System.Text.Json;
using Realtime.Api.Access;
using Realtime.Api.Events;
using Realtime.Api.Problems;

namespace Realtime.Contract.Tests.Reference;

/// <summary>The part of docs/refusals.md that lists every refusal.</summary>
static class RefusalReference
{
    public static IReadOnlyList<(ProblemType Type, string? Words)> Types { get; } =
        [.. typeof(ProblemTypes).GetFields().Select(field => ((ProblemType)field.GetValue(null)!, XmlWords.Of(field)))];

    /// <summary>The refusals that no request is answered with.</summary>
    static readonly Dictionary<ProblemType, string> LastMessages = new()
    {
        [ProblemTypes.AccessRevoked] = AccessRevoked.Detail, [ProblemTypes.NodeStopping] = EventStream.Stopping,
    };

    /// <param name="refusals">At least one for each status of each type; the first of a status is its example.</param>
    public static string Write(IReadOnlyList<Refusal> refusals)
    {
        var text = new StringBuilder("| type | status | when |\n| --- | --- | --- |\n");
        foreach (var (type, words) in Types)
            text.Append($"| [`{type.Name}`](#{type.Name}) | {string.Join(", ", type.Statuses)} | {words} |\n");
        foreach (var (type, _) in Types)
        {
            text.Append($"\n### {type.Name}\n");
            foreach (var example in Examples(type, refusals)) text.Append($"\n{ExampleText.Of(example)}");
        }

        return text.ToString();
    }

    static IEnumerable<JsonElement> Examples(ProblemType type, IReadOnlyList<Refusal> refusals) => type.Statuses is []
        ? [JsonSerializer.SerializeToElement(new StreamProblem(type.Urn, LastMessages[type], null), Shape.Json)]
        : type.Statuses.Select(status => WithoutTrace(refusals.First(r => r.Problem == type.Name && r.Status == status).Body));

    /// <summary>The id of the trace differs each time.</summary>
    static JsonElement WithoutTrace(JsonElement body)
    {
        var json = JsonSerializer.SerializeToNode(body)!.AsObject();
        json.Remove("traceId");
        return JsonSerializer.SerializeToElement(json);
    }
}
