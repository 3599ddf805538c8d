using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Deployment.Tests;

/// <summary>deploy/Dockerfile against the projects of today.</summary>
public sealed partial class DockerfileTests
{
    static string Dockerfile => DeployFiles.Text("Dockerfile");

    /// <summary>The number of the user that the image runs as.</summary>
    public static double User => double.Parse(UserLine().Match(Dockerfile).Groups[1].Value, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Realtime.Api")]
    [InlineData("Realtime.Worker")]
    public void All_that_a_service_is_built_from_gets_into_the_build(string service)
    {
        var left = Sources.Text(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().TrimEnd('/')).ToHashSet();
        var needed = Sources.FoldersOf(service);
        Assert.Contains("Realtime.EventLog", needed);
        Assert.All(needed, folder => Assert.DoesNotContain(folder.Split('/')[0], left));
        Assert.All(["Directory.Build.props", "Directory.Packages.props", "global.json"], file => Assert.True(Sources.Has(file) && !left.Contains(file), file));
    }

    [Fact]
    public void Every_argument_of_the_build_is_one_that_the_projects_know() =>
        Assert.All(Arguments().Matches(Dockerfile), argument => Assert.Equal("SERVICE", argument.Groups[1].Value));

    [Fact]
    public void The_runtime_is_patched_at_least_as_far_as_the_packages_of_its_release()
    {
        var packages = XDocument.Parse(Sources.Text("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => ((string)package.Attribute("Include")!).StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal))
            .Select(package => Version.Parse((string)package.Attribute("Version")!));
        Assert.True(Tag("aspnet") >= packages.Max(), $"aspnet:{Tag("aspnet")}");
    }

    [Fact]
    public void The_SDK_is_one_that_global_json_lets_build()
    {
        var asked = Version.Parse(JsonDocument.Parse(Sources.Text("global.json")).RootElement.GetProperty("sdk").GetProperty("version").GetString()!);
        Assert.True(Tag("sdk") >= asked && (Tag("sdk").Major, Tag("sdk").Minor) == (asked.Major, asked.Minor));
    }

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    public void In_Compose_a_container_is_nobody_and_writes_nowhere_but_in_its_own_tmp(string name)
    {
        var service = DeployFiles.Compose["services"]![name]!;
        Assert.Equal(User, double.Parse(service["user"]!.ToString(), CultureInfo.InvariantCulture));
        Assert.Equal("true", (string?)service["read_only"]);
        Assert.Equal("/tmp", (string?)Assert.Single(service["tmpfs"]!.AsArray()));
        Assert.Equal("ALL", (string?)Assert.Single(service["cap_drop"]!.AsArray()));
        Assert.Null(service["volumes"]);
    }

    static Version Tag(string image) => Version.Parse(Regex.Match(Dockerfile, $@"^FROM \S+/{image}:(\d+\.\d+\.\d+)-", RegexOptions.Multiline).Groups[1].Value);

    [GeneratedRegex(@"^USER (\d+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();

    [GeneratedRegex(@"^ARG (\w+)", RegexOptions.Multiline)]
    private static partial Regex Arguments();
}
