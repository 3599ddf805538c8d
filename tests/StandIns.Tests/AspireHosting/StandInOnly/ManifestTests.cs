using System.Text.Json.Nodes;

namespace StandIns.Tests.AspireHosting.StandInOnly;

public sealed class ManifestTests : OwnFolder
{
    [Fact]
    public async Task Publishing_writes_what_is_to_be_deployed_and_no_secret_and_runs_nothing()
    {
        var path = Path.Combine(Folder, "manifest.json");

        await using var host = RunningAppHost.Start(
            Folder, ["--publisher", "manifest", "--output-path", path], ("Postgres", "true"), ("SecondPort", "7777"));

        Assert.Equal(0, await host.ExitCodeAsync());
        Assert.Empty(host.Output);
        var text = await File.ReadAllTextAsync(path);
        Assert.DoesNotContain(RunningAppHost.Secret, text, StringComparison.Ordinal);
        var resources = JsonNode.Parse(text)!["resources"]!;
        Assert.Equal("{postgres.connectionString};Database=sample", (string?)resources["sample"]!["connectionString"]);
        Assert.Equal("{sample.connectionString}", (string?)resources["first"]!["env"]!["ConnectionStrings__sample"]);
        Assert.Equal("{first.bindings.http.url}", (string?)resources["second"]!["env"]!["services__first__http__0"]);
        Assert.Equal("the first is at {first.bindings.http.url}", (string?)resources["second"]!["env"]!["SENTENCE"]);
        Assert.Equal("{secret.value}", (string?)resources["second"]!["env"]!["SECRET"]);
        Assert.Equal(7777, (int?)resources["second"]!["bindings"]!["http"]!["port"]);
    }
}
