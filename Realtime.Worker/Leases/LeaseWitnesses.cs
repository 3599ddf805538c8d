using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Realtime.EventLog;

namespace Realtime.Worker.Leases;

/// <summary>What another worker says of itself.</summary>
/// <param name="UntilJudgementMilliseconds">The least time after which it may declare others lost; 0 where it may now.</param>
sealed record Witness(long UntilJudgementMilliseconds);

/// <summary>
/// The other workers, asked by one that cannot renew its lease: is the database away for all, so that nobody is judged, or for this worker alone?
/// </summary>
sealed class LeaseWitnesses(SharedSecret secret, IOptions<WorkerOptions> options) : IDisposable
{
    readonly HttpClient http = InternalCalls.Client(options.Value.Lease / 2);

    /// <summary>True where one of them may declare this worker lost, or none of those that are there answers: then this worker may be the one that is cut off.</summary>
    public async Task<bool> MayJudge(IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        var said = await Task.WhenAll(addresses.Select(address => Ask(address, ct)));
        return MayJudge(said, options.Value.Lease / 3);
    }

    /// <param name="margin">Who may judge sooner than that may have judged before it is asked again.</param>
    public static bool MayJudge(IReadOnlyCollection<Testimony> said, TimeSpan margin)
    {
        var answers = said.Where(s => s.Says is not null).ToList();
        if (answers.Count > 0) return answers.Any(s => s.Says!.UntilJudgementMilliseconds < margin.TotalMilliseconds);
        return said.Any(s => !s.IsGone);
    }

    async Task<Testimony> Ask(string address, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address + "/internal/lease");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await secret.Get(ct));
            using var response = await http.SendAsync(request, ct);
            response.EnsureSuccessStatusCode();
            return new Testimony(await response.Content.ReadFromJsonAsync<Witness>(ct), IsGone: false);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new Testimony(null, IsGone: e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
        }
    }

    public void Dispose() => http.Dispose();
}

/// <param name="Says">Null where it did not answer.</param>
/// <param name="IsGone">No process listens there: it judges nobody.</param>
readonly record struct Testimony(Witness? Says, bool IsGone);
