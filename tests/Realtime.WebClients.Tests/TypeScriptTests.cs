using System.Text.Json;
using System.Text.RegularExpressions;
using Realtime.Testing.Scripts;
using Xunit.Abstractions;

namespace Realtime.WebClients.Tests;

/// <summary>The npm package: its types are those of the contract, it compiles, its own tests pass, and what is packed can be imported.</summary>
public sealed class TypeScriptTests(ITestOutputHelper output)
{
    static readonly NodeFolder Package = NodeFolder.At(Path.Combine(Docs.Root, "clients", "typescript"));

    [Fact]
    public Task Its_types_are_those_of_the_contract() => Package.Node("scripts/generate.mjs", "--check");

    [Fact]
    public async Task Its_script_for_browsers_is_that_of_its_sources()
    {
        await Package.Npm("run", "build");
        await Package.Node("scripts/bundle.mjs", "--check");
    }

    [Fact]
    public void Its_version_is_that_of_the_repository()
    {
        var version = Regex.Match(File.ReadAllText(Path.Combine(Docs.Root, "Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value;
        var package = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Docs.Root, "clients", "typescript", "package.json")));
        Assert.Equal(version, package.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Its_tests_pass()
    {
        await Package.Npm("run", "build");
        output.WriteLine(await Package.Npm("test"));
    }

    [Fact]
    public async Task What_is_packed_can_be_imported()
    {
        await Package.Npm("run", "build");
        var packed = Directory.CreateTempSubdirectory("realtime-packed-");
        try
        {
            await Package.Npm("pack", "--pack-destination", packed.FullName);
            var archive = Assert.Single(packed.GetFiles("*.tgz"));
            var folder = packed.CreateSubdirectory("node_modules/@realtime/client");
            await using (var file = archive.OpenRead())
            await using (var gzip = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress))
                await System.Formats.Tar.TarFile.ExtractToDirectoryAsync(gzip, packed.FullName, overwriteFiles: true);
            folder.Delete();
            Directory.Move(Path.Combine(packed.FullName, "package"), folder.FullName);
            var script = Path.Combine(packed.FullName, "app.mjs");
            await File.WriteAllTextAsync(script, "import * as all from '@realtime/client'; console.log(Object.keys(all).sort().join(' '));");
            Assert.Equal(
                "Conversation LiveLostError LiveSession QueueFullError RealtimeClient RealtimeProblem Session afterClose closeCodes eventTypes "
                + "problemNames", (await Package.Node(script)).Trim());
            Assert.True(File.Exists(Path.Combine(folder.FullName, "browser", "realtime-client.js")));
            Assert.DoesNotContain(folder.GetFiles("*", SearchOption.AllDirectories), file => file.Extension is ".ts" or ".mjs"
                && !file.Name.EndsWith(".d.ts", StringComparison.Ordinal));
        }
        finally
        {
            packed.Delete(recursive: true);
        }
    }
}
