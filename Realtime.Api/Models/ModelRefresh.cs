using System.Net.Http.Headers;
using System.Net;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;

namespace Realtime.Api.Models;

/// <summary>
/// Asks a worker what the provider says of its models, at the start and then once an hour: only workers have the provider's key.
/// </summary>
sealed partial class ModelRefresh(WorkerDirectory workers, SharedSecret secret, InternalCalls calls, ProviderModels models, TimeProvider time,
    ILogger<ModelRefresh> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromHours(1), RetryInterval = TimeSpan.FromSeconds(10);
    const int LargestList = 4 * 1024 * 1024;

    // The worker itself waits up to 10 s for the provider.
    readonly HttpClient http = Client(calls);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var known = false;
            try
            {
                known = await TryRefresh(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e.Message);
            }

            await Task.Delay(known ? Interval : RetryInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>False if no worker knows the provider's list.</summary>
    async Task<bool> TryRefresh(CancellationToken ct)
    {
        foreach (var worker in (await workers.All(ct)).Where(worker => worker.IsAlive))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, worker.Address + "/internal/models");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await secret.Get(ct));
            using var response = await http.SendAsync(request, ct);
            await secret.Answered(response.StatusCode, ct);
            if (response.StatusCode is not HttpStatusCode.OK) continue;
            models.Set(await response.Content.ReadFromJsonAsync<ModelObject[]>(ct) ?? []);
            return true;
        }

        return false;
    }

    static HttpClient Client(InternalCalls calls)
    {
        var client = calls.Client(TimeSpan.FromSeconds(15));
        client.MaxResponseContentBufferSize = LargestList;
        return client;
    }

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not read the provider's list of models; the known lifetimes hold, and the API tries again in 10 s: {Reason}")]
    partial void LogFailed(string reason);
}
