using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;

namespace Deployment.Tests;

/// <summary>Compares deploy/kubernetes with the code.</summary>
public sealed class KubernetesTests
{
    const string FieldsOfThePod = "POD_IP";

    [Theory]
    [InlineData("realtime-api", "api")]
    [InlineData("realtime-worker", "worker")]
    public void Every_variable_and_every_secret_is_a_setting_that_exists(string deployment, string service)
    {
        var known = KnownSettings.Of(service);
        var variables = DeployFiles.Container(deployment)["env"]!.AsArray().Select(v => (string)v!["name"]!)
            .Where(name => name != FieldsOfThePod);
        var secrets = DeployFiles.Kind("Secret", SecretOf(deployment))["stringData"]!.AsObject().Select(s => s.Key);
        Assert.All(variables.Concat(secrets), name => Assert.Contains(name, known));
        Assert.All(DeployFiles.Kind("Secret", SecretOf(deployment))["stringData"]!.AsObject(),
            secret => Assert.Equal("", (string?)secret.Value));
    }

    [Theory]
    [InlineData("realtime-api")]
    [InlineData("realtime-worker")]
    public void The_grace_period_is_longer_than_the_service_takes_to_stop(string deployment)
    {
        var before = Number(DeployFiles.Container(deployment)["lifecycle"]?["preStop"]?["sleep"]?["seconds"]);
        Assert.True(Number(DeployFiles.Pod(deployment)["terminationGracePeriodSeconds"])
            >= before + new HostOptions().ShutdownTimeout.TotalSeconds + 5);
    }

    [Theory]
    [InlineData("realtime-api")]
    [InlineData("realtime-worker")]
    public void Probes_ask_for_paths_that_the_service_serves_on_its_port(string deployment)
    {
        var container = DeployFiles.Container(deployment);
        var port = container["ports"]!.AsArray().Single()!;
        Assert.Equal($"http://+:{Number(port["containerPort"])}",
            (string?)container["env"]!.AsArray().Single(v => (string?)v!["name"] == "ASPNETCORE_URLS")!["value"]);
        foreach (var (probe, path) in (ReadOnlySpan<(string, string)>)[("startupProbe", Paths.Readiness),
            ("readinessProbe", Paths.Readiness), ("livenessProbe", Paths.Liveness)])
        {
            Assert.Equal(path, (string?)container[probe]!["httpGet"]!["path"]);
            Assert.Equal((string?)port["name"], (string?)container[probe]!["httpGet"]!["port"]);
        }
    }

    [Theory]
    [InlineData("realtime-api")]
    [InlineData("realtime-worker")]
    public void Secrets_are_files_in_the_folder_that_the_service_reads(string deployment)
    {
        var container = DeployFiles.Container(deployment);
        var folder = (string?)container["env"]!.AsArray().Single(v => (string?)v!["name"] == "Realtime__SecretsFolder")!["value"];
        Assert.Equal(folder, (string?)container["volumeMounts"]!.AsArray().Single(m => (string?)m!["name"] == "secrets")!["mountPath"]);
    }

    [Fact]
    public void Every_selector_finds_its_pods()
    {
        var labels = (string[])["realtime-api", "realtime-worker"];
        Assert.All(labels,
            name => Assert.Equal(name,
                (string?)DeployFiles.Kind("PodDisruptionBudget", name)["spec"]!["selector"]!["matchLabels"]!["app"]));
        Assert.All(labels,
            name => Assert.Equal(name, (string?)DeployFiles.Kind("Deployment", name)["spec"]!["template"]!["metadata"]!["labels"]!["app"]));
        Assert.Equal("realtime-api", (string?)DeployFiles.Kind("Service", "realtime-api")["spec"]!["selector"]!["app"]);
        Assert.Equal("realtime-api",
            (string?)DeployFiles.Kind("HorizontalPodAutoscaler", "realtime-api")["spec"]!["scaleTargetRef"]!["name"]);
    }

    [Theory]
    [InlineData("realtime-api")]
    [InlineData("realtime-worker")]
    public void A_container_has_no_privileges_and_writes_only_to_its_own_tmp(string deployment)
    {
        var (pod, container) = (DeployFiles.Pod(deployment), DeployFiles.Container(deployment));
        Assert.Equal("true", (string?)pod["securityContext"]!["runAsNonRoot"]);
        Assert.Equal(DockerfileTests.User, Number(pod["securityContext"]!["runAsUser"]));
        Assert.Equal("true", (string?)container["securityContext"]!["readOnlyRootFilesystem"]);
        Assert.Equal("false", (string?)container["securityContext"]!["allowPrivilegeEscalation"]);
        var writable = container["volumeMounts"]!.AsArray().Where(m => (string?)m!["readOnly"] != "true").ToList();
        Assert.Equal("/tmp", (string?)Assert.Single(writable)!["mountPath"]);
        Assert.NotNull(pod["volumes"]!.AsArray().Single(v => (string?)v!["name"] == (string?)writable[0]!["name"])!["emptyDir"]);
    }

    [Fact]
    public void Only_the_pods_whose_code_calls_a_worker_reach_its_port()
    {
        var policy = DeployFiles.Kind("NetworkPolicy", "realtime-worker")["spec"]!;
        var rule = policy["ingress"]!.AsArray().Single()!;
        Assert.Equal("realtime-worker", (string?)policy["podSelector"]!["matchLabels"]!["app"]);
        var allowed = rule["from"]!.AsArray().Select(from => (string)from!["podSelector"]!["matchLabels"]!["app"]!);
        Assert.Equal(InternalCallers.Find().Select(caller => caller.App).Distinct().Order(), allowed.Order());
        Assert.Equal(Number(DeployFiles.Container("realtime-worker")["ports"]!.AsArray().Single()!["containerPort"]),
            Number(rule["ports"]!.AsArray().Single()!["port"]));
    }

    static string SecretOf(string deployment) =>
        (string)DeployFiles.Pod(deployment)["volumes"]!.AsArray().Single(v => (string?)v!["name"] == "secrets")!["secret"]!["secretName"]!;

    static double Number(JsonNode? node) => node is null ? 0 : double.Parse(node.ToString(), CultureInfo.InvariantCulture);
}
