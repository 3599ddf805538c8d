using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Realtime.Observability.Tests.Files;
using Realtime.Observability.Tests.Prometheus;
using Realtime.Sessions;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Realtime.Testing.Telemetry;
using Xunit.Abstractions;

namespace Realtime.Observability.Tests;

/// <summary>
/// Alerts and dashboards say what the services really export: the services run, hold sessions of every kind and lose a worker, and Debian's
/// Prometheus evaluates each expression.
/// </summary>
public sealed class AlertTests(ITestOutputHelper output) : StackTests(output)
{
    const int MostLive = 8;
    static readonly string Rules = Path.Combine(Docs.Root, "deploy/observability/prometheus/realtime.rules.yaml");
    static readonly string Telemetry = File.ReadAllText(Path.Combine(Docs.Root, "docs/telemetry.md"));
    readonly ITestOutputHelper output = output;

    [Fact]
    public async Task Every_expression_names_only_what_the_services_export_and_the_alert_of_a_lost_worker_fires()
    {
        await using var collector = await Collector.Start();
        await using var exposition = await ExpositionServer.Start(collector);
        var stack = await StartStack(new StackSettings
        {
            Workers = 2,
            Api = new Dictionary<string, string>(collector.SettingsOf("api"))
            {
                ["Realtime__Quotas__Tenant__LiveSessions"] = $"{MostLive}",
            },
            Worker = new Dictionary<string, string>(collector.SettingsOf("worker")) { ["Realtime__Worker__LeaseSeconds"] = "3" },
        });
        Assert.DoesNotContain(stack.Workers.Append(stack.Api).SelectMany(service => service.Lines), IsFailure);
        await Patience.Until(() => Task.FromResult(Has(collector, "realtime_workers_lost_total")), "the workers' metrics");
        await using var prometheus = await PrometheusServer.Start(exposition.Address, Rules);

        await HoldSessions(stack);
        await LoseWorker(stack);
        await Patience.Until(() => Fires(prometheus, "RealtimeWorkerLost"), "the alert of a lost worker");

        var rules = await prometheus.Rules();
        Assert.All(rules, rule => Assert.Equal(("ok", ""), (rule.GetProperty("health").GetString(), Error(rule))));
        var alerts = rules.Select(rule => new Expression(NameOf(rule), rule.GetProperty("query").GetString()!)).ToList();
        var missing = alerts.Concat(Dashboards.Expressions).SelectMany(expression => Missing(expression, collector.Metrics)).ToList();
        foreach (var metric in collector.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal))
            output.WriteLine($"{metric.Service} {Exposition.NameOf(metric)} {string.Join(' ', LabelsOf(metric))}");
        Assert.True(missing.Count == 0, string.Join('\n', missing.Distinct()));
        Assert.All(collector.Metrics.Where(IsOurs), metric => Assert.Contains($"`{metric.Name}`", Telemetry, StringComparison.Ordinal));
        foreach (var expression in alerts) await prometheus.Query(expression.Text);
        await AllAreShown(prometheus);
    }

    /// <summary>Every panel shows something.</summary>
    static async Task AllAreShown(PrometheusServer prometheus)
    {
        var hidden = Dashboards.Expressions.ToList();
        try
        {
            await Patience.Until(async () =>
            {
                foreach (var expression in hidden.ToList())
                {
                    if (IsShown(await prometheus.Query(expression.Text))) hidden.Remove(expression);
                }

                return hidden.Count == 0;
            }, "every panel shows something");
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', hidden.Select(expression => $"{expression.Where} shows nothing: {expression.Text}")));
        }
    }

    /// <summary>Starts, turns and ends of every kind that alerts and dashboards name.</summary>
    static async Task HoldSessions(RealtimeStack stack)
    {
        var spoken = await (await stack.Client.NewConversation().Start()).Started();
        await using (var follower = spoken.Conversation.Follow())
        {
            await spoken.Speak(Speech.Sentence());
            await spoken.Speak(Speech.Silence(1_000));
            await follower.Until("response_done", spoken.Id);
        }

        await SessionTraceTests.Hold(stack, await (await stack.Client.NewConversation().Start(new { model = "script" })).Started());
        await (await stack.Client.NewConversation().StartWithFault("refuse-401")).Ended();
        (await spoken.TryEnd()).MustBe(HttpStatusCode.OK);
        await spoken.Ended();
        Answer? last = null;
        for (var more = 0; last?.Status != HttpStatusCode.TooManyRequests && more <= MostLive; more++)
            last = await stack.Client.NewConversation().TryStart();
        Assert.Equal(HttpStatusCode.TooManyRequests, last!.Status);
    }

    /// <summary>Kills the worker that has a session; the other one recovers it.</summary>
    static async Task LoseWorker(RealtimeStack stack)
    {
        string? address = null;
        await Patience.Until(async () => (address = (await stack.Client.Get("/workers")).Json.GetProperty("workers").EnumerateArray()
            .Where(worker => worker.GetProperty("load").GetInt32() > 0).Select(worker => worker.GetProperty("address").GetString())
            .FirstOrDefault()) is not null, "a worker with a session");
        await stack.Workers.Single(worker => worker.Address.Port == new Uri(address!).Port).Kill();
    }

    static async Task<bool> Fires(PrometheusServer prometheus, string alert) =>
        (await prometheus.Rules()).Single(rule => NameOf(rule) == alert).GetProperty("state").GetString() == "firing";

    static IEnumerable<string> Missing(Expression expression, IReadOnlyList<ReceivedMetric> exported)
    {
        foreach (var selector in expression.Selectors)
        {
            var metrics = exported.Where(metric => Exposition.SeriesOf(metric).Contains(selector.Metric)).ToList();
            if (metrics.Count == 0) yield return $"{expression.Where}: no service exports {selector.Metric}";
            foreach (var (label, value) in selector.Matchers)
            {
                if (metrics.Count > 0 && !Matches(metrics, label, value))
                    yield return $"{expression.Where}: {selector.Metric} has no {label} like {value}";
            }
        }

        var labels = exported.Where(metric => expression.Selectors.Any(s => Exposition.SeriesOf(metric).Contains(s.Metric)))
            .SelectMany(LabelsOf).ToHashSet();
        foreach (var label in expression.Labels.Where(label => label is not ("le" or "job" or "instance") && !labels.Contains(label)))
            yield return $"{expression.Where}: nothing in it has the label {label}";
    }

    /// <summary>One of the alternatives is exported, or is a reason for an end that this test does not cause.</summary>
    static bool Matches(IEnumerable<ReceivedMetric> metrics, string label, string pattern)
    {
        var values = metrics.SelectMany(metric => metric.Points).SelectMany(point => point.Labels)
            .Where(l => Exposition.LabelOf(l.Key) == label).Select(l => l.Value).ToHashSet();
        if (label == "reason") return pattern.Split('|').All(word => Enum.GetValues<EndReason>().Any(reason => reason.Word() == word));
        if (label == "http_response_status_code") return values.Count > 0;
        return values.Any(value => Regex.IsMatch(value, $"^(?:{pattern})$")) || pattern.Length == 0 && values.Count > 0;
    }

    static IEnumerable<string> LabelsOf(ReceivedMetric metric) =>
        metric.Points.SelectMany(point => point.Labels.Keys).Select(Exposition.LabelOf).Distinct();

    static bool IsOurs(ReceivedMetric metric) =>
        metric.Name.StartsWith("realtime.", StringComparison.Ordinal) || metric.Name.StartsWith("gen_ai.", StringComparison.Ordinal);

    static bool Has(Collector collector, string series) =>
        collector.Metrics.Any(metric => Exposition.SeriesOf(metric).Contains(series));

    static bool IsShown(JsonElement result) => result.ValueKind is JsonValueKind.Array && result.GetArrayLength() > 0;

    /// <summary>A line of the console's log with the level error or critical.</summary>
    static bool IsFailure(string line) => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal);

    static string NameOf(JsonElement rule) => rule.GetProperty("name").GetString()!;

    static string Error(JsonElement rule) => rule.TryGetProperty("lastError", out var error) ? error.GetString()! : "";
}
