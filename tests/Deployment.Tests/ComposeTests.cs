using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;

namespace Deployment.Tests;

/// <summary>Compares deploy/compose with the code.</summary>
public sealed partial class ComposeTests
{
    static JsonNode Service(string name) => DeployFiles.Compose["services"]![name]!;

    [Theory]
    [InlineData("api")]
    [InlineData("console")]
    [InlineData("worker")]
    public void Every_variable_and_every_secret_is_a_setting_that_exists(string service)
    {
        var known = KnownSettings.Of(service);
        var named = Service(service)["environment"]!.AsObject().Select(v => v.Key)
            .Concat(Service(service)["secrets"]!.AsArray().Select(s => (string)s!));
        Assert.All(named, name => Assert.Contains(name, known));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("console")]
    [InlineData("worker")]
    public void The_stop_timeout_is_longer_than_the_service_takes_to_stop(string service) =>
        Assert.True(Seconds(Service(service)["stop_grace_period"]) >= new HostOptions().ShutdownTimeout.TotalSeconds + 5);

    [Theory]
    [InlineData("api")]
    [InlineData("console")]
    [InlineData("worker")]
    public void The_health_check_asks_for_a_path_that_the_service_serves(string service)
    {
        var (test, port) = (Service(service)["healthcheck"]!["test"]!.ToJsonString(),
            new Uri(((string)Service(service)["environment"]!["ASPNETCORE_URLS"]!).Replace('+', 'x')).Port);
        Assert.Contains($"127.0.0.1/{port};", test, StringComparison.Ordinal);
        Assert.Contains($"GET {Paths.Readiness} ", test, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_used_secret_is_a_file_without_a_default()
    {
        var secrets = DeployFiles.Compose["secrets"]!.AsObject();
        Assert.All(secrets, secret => Assert.Equal($"secrets/{secret.Key}", (string?)secret.Value!["file"]));
        var used = DeployFiles.Compose["services"]!.AsObject().SelectMany(s => s.Value!["secrets"]!.AsArray().Select(n => (string)n!))
            .Distinct();
        Assert.Equal(secrets.Select(s => s.Key).Order(), used.Order());
    }

    [Fact]
    public void Every_image_and_every_base_image_has_a_version()
    {
        var images = DeployFiles.Compose["services"]!.AsObject().Select(s => (string)s.Value!["image"]!)
            .Where(image => !image.StartsWith("realtime-", StringComparison.Ordinal));
        Assert.All(images.Concat(BaseImages()), image => Assert.Matches(@":\d+\.\d+(\.\d+)?(-\w+)?$", image));
        Assert.All(["api", "console", "worker"],
            s => Assert.EndsWith(":${REALTIME_VERSION:?set REALTIME_VERSION to the version that runs}",
                (string)Service(s)["image"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_build_finds_each_service_by_its_name()
    {
        foreach (var service in (string[])["api", "console", "worker"])
        {
            var name = (string)Service(service)["build"]!["args"]!["SERVICE"]!;
            Assert.True(File.Exists(Path.Combine(DeployFiles.Folder, "..", name, $"{name}.csproj")), name);
        }

        Assert.Contains("Realtime.Worker.dll", Service("worker")["entrypoint"]!.ToJsonString(), StringComparison.Ordinal);
    }

    static double Seconds(JsonNode? period) => double.Parse(((string)period!).TrimEnd('s'), CultureInfo.InvariantCulture);

    static IEnumerable<string> BaseImages() => From().Matches(DeployFiles.Text("Dockerfile")).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex From();
}
