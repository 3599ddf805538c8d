using System.Net.Http.Headers;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;

namespace Realtime.Api.Workers;

/// <summary>Asks a worker to drain. Only for speed: the worker also reads it in its row when it renews its lease.</summary>
sealed partial class DrainCall(SharedSecret secret, InternalCalls calls, ILogger<DrainCall> logger) : IDisposable
{
    // Short, as a caller waits; the worker reads its row a moment later anyway.
    readonly HttpClient http = calls.Client(TimeSpan.FromSeconds(2));

    /// <summary>False if the worker does not answer.</summary>
    public async Task<bool> TrySend(KnownWorker to, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, to.Address + "/internal/drain");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await secret.Get(ct));
            using var response = await http.SendAsync(request, ct);
            await secret.Answered(response.StatusCode, ct);
            response.EnsureSuccessStatusCode();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            LogNotTold(to.Id, e.Message);
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Could not ask worker {Worker} to drain; it drains at the next renewal of its lease: {Reason}")]
    partial void LogNotTold(string worker, string reason);
}
