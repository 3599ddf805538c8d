using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Realtime.Testing.Servers;

namespace Realtime.Observability.Tests.Prometheus;

/// <summary>Debian's Prometheus with the alert rules of <c>deploy/observability</c>. It scrapes one address each second.</summary>
sealed class PrometheusServer : IAsyncDisposable
{
    readonly Process process;
    readonly string folder;
    readonly HttpClient http;

    PrometheusServer(Process process, string folder, Uri address) =>
        (this.process, this.folder, http) = (process, folder, new HttpClient { BaseAddress = address });

    public static async Task<PrometheusServer> Start(Uri scraped, string rules)
    {
        var folder = Directory.CreateTempSubdirectory("realtime-prometheus-").FullName;
        var settings = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(settings,
            $$"""
              global: { scrape_interval: 1s, evaluation_interval: 1s }
              rule_files: [ "{{rules}}" ]
              scrape_configs:
                - job_name: services
                  honor_labels: true
                  static_configs: [ { targets: [ "{{scraped.Authority}}" ] } ]
              """);
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/");
        var process = Process.Start(new ProcessStartInfo("prometheus",
        [
            $"--config.file={settings}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address={address.Authority}",
            "--log.level=error",
        ])) ?? throw new InvalidOperationException("Prometheus did not start.");
        OrphanWatch.Watch(process);
        var server = new PrometheusServer(process, folder, address);
        await Patience.Until(() => server.IsUp(), "Prometheus scrapes");
        return server;
    }

    /// <summary>The result of an expression: its series, or one number.</summary>
    /// <exception cref="InvalidOperationException">Prometheus does not accept it.</exception>
    public async Task<JsonElement> Query(string expression)
    {
        using var response = await http.GetAsync($"api/v1/query?query={Uri.EscapeDataString(expression)}");
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("status").GetString() == "success"
            ? answer.GetProperty("data").GetProperty("result")
            : throw new InvalidOperationException($"{expression}: {answer.GetProperty("error")}");
    }

    /// <summary>All alert rules, with their state.</summary>
    public async Task<IReadOnlyList<JsonElement>> Rules()
    {
        var answer = await http.GetFromJsonAsync<JsonElement>("api/v1/rules");
        return [.. answer.GetProperty("data").GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rules").EnumerateArray())];
    }

    async Task<bool> IsUp()
    {
        if (process.HasExited) throw new InvalidOperationException("Prometheus has exited; its output says why.");
        try
        {
            using var ready = await http.GetAsync("-/ready");
            return ready.IsSuccessStatusCode && (await Query("up == 1")).GetArrayLength() == 1;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
