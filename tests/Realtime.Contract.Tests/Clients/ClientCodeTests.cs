using Realtime.Contract.Tests.Stack;

namespace Realtime.Contract.Tests.Clients;

/// <summary>Realtime.Client/Contract is what the API's description gives. REALTIME_WRITE_DOCS=1 writes it anew.</summary>
[Collection(DescribedApi.Tests)]
public sealed class ClientCodeTests(DescribedApi api)
{
    static readonly string Folder = Path.Combine(Docs.Root, "Realtime.Client/Contract");

    readonly IReadOnlyDictionary<string, string> files = ClientCode.Write(new ClientSchemas(api.OpenApi, api.AsyncApi));

    [Fact]
    public void The_types_of_the_client_are_as_the_API_describes()
    {
        foreach (var (name, text) in files)
        {
            var file = Path.Combine(Folder, name);
            if (Docs.IsWriting) File.WriteAllText(file, text);
            else Assert.True(File.ReadAllText(file).ReplaceLineEndings("\n") == text,
                $"{name} is not as the API describes. Write it anew: REALTIME_WRITE_DOCS=1 dotnet test tests/Realtime.Contract.Tests");
        }

        Assert.Equal(files.Keys.Order(), Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Everything_in_them_has_words() => Assert.All(files.Where(file => file.Key != "ContractJson.g.cs"), file =>
    {
        var lines = file.Value.Split('\n');
        Assert.All(lines.Index().Where(line => line.Item.TrimStart().StartsWith("public ", StringComparison.Ordinal)), line =>
            Assert.True(lines[..line.Index].Reverse().SkipWhile(before => before.Contains("[Json", StringComparison.Ordinal)).First()
                    .Contains("<summary>", StringComparison.Ordinal),
                        $"{file.Key} has no words for {line.Item.Trim()}: add them to its type in the API, or to MoreWords."));
    });
}
