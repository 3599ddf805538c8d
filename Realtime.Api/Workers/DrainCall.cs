using System.Net.Http.Headers;
using Realtime.EventLog;

namespace Realtime.Api.Workers;

/// <summary>Tells a worker what its row says already. Only speed: it reads the row at every renewal of its lease.</summary>
sealed partial class DrainCall(SharedSecret secret, ILogger<DrainCall> logger) : IDisposable
{
    // A caller waits for this answer, and the worker's row says the same a moment later.
    readonly HttpClient http = InternalCalls.Client(TimeSpan.FromSeconds(2));

    /// <summary>False where the worker could not be told.</summary>
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Worker {Worker} could not be told to drain; it reads it at the next renewal of its lease: {Reason}")]
    partial void LogNotTold(string worker, string reason);
}
