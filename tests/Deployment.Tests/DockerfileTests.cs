using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Deployment.Tests;

/// <summary>Compares deploy/Dockerfile with the projects.</summary>
public sealed partial class DockerfileTests
{
    static string Dockerfile => DeployFiles.Text("Dockerfile");

    /// <summary>The id of the user as which the image runs.</summary>
    public static double User => double.Parse(UserLine().Match(Dockerfile).Groups[1].Value, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Realtime.Api")]
    [InlineData("Realtime.Worker")]
    public void The_build_gets_everything_that_a_service_is_built_from(string service)
    {
        var left = Sources.Text(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().TrimEnd('/'))
            .ToHashSet();
        var needed = Sources.FoldersOf(service);
        Assert.Contains("Realtime.EventLog", needed);
        Assert.All(needed, folder => Assert.DoesNotContain(folder.Split('/')[0], left));
        Assert.All(["Directory.Build.props", "Directory.Packages.props", "global.json"],
            file => Assert.True(Sources.Has(file) && !left.Contains(file), file));
    }

    [Fact]
    public void Every_build_property_is_one_that_the_projects_know() =>
        Assert.All(Arguments().Matches(Dockerfile), argument => Assert.Equal("SERVICE", argument.Groups[1].Value));

    [Fact]
    public void The_runtime_is_no_older_than_the_packages_of_its_release()
    {
        var packages = XDocument.Parse(Sources.Text("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => ((string)package.Attribute("Include")!).StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal))
            .Select(package => Version.Parse((string)package.Attribute("Version")!));
        Assert.True(Tag("aspnet") >= packages.Max(), $"aspnet:{Tag("aspnet")}");
    }

    [Fact]
    public void The_SDK_is_one_that_global_json_accepts()
    {
        var asked = Version.Parse(JsonDocument.Parse(Sources.Text("global.json")).RootElement.GetProperty("sdk").GetProperty("version")
            .GetString()!);
        Assert.True(Tag("sdk") >= asked && (Tag("sdk").Major, Tag("sdk").Minor) == (asked.Major, asked.Minor));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("console")]
    [InlineData("worker")]
    public void In_Compose_a_container_has_no_privileges_and_writes_only_to_its_own_tmp(string name)
    {
        var service = DeployFiles.Compose["services"]![name]!;
        Assert.Equal(User, double.Parse(service["user"]!.ToString(), CultureInfo.InvariantCulture));
        Assert.Equal("true", (string?)service["read_only"]);
        Assert.Equal("/tmp", (string?)Assert.Single(service["tmpfs"]!.AsArray()));
        Assert.Equal("ALL", (string?)Assert.Single(service["cap_drop"]!.AsArray()));
        Assert.Null(service["volumes"]);
    }

    static Version Tag(string image) =>
        Version.Parse(Regex.Match(Dockerfile, $@"^FROM \S+/{image}:(\d+\.\d+\.\d+)-", RegexOptions.Multiline).Groups[1].Value);

    [GeneratedRegex(@"^USER (\d+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();

    [GeneratedRegex(@"^ARG (\w+)", RegexOptions.Multiline)]
    private static partial Regex Arguments();
}
