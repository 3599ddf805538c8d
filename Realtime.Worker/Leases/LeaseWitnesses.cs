using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;

namespace Realtime.Worker.Leases;

/// <summary>Another worker's answer about itself.</summary>
/// <param name="UntilJudgementMilliseconds">The time until it may declare others lost, at the least; 0 if it may now.</param>
sealed record Witness(long UntilJudgementMilliseconds);

/// <summary>
/// Asks the other workers while this one cannot renew its lease: is the database unavailable for all, so that no worker is declared lost,
/// or for this worker alone?
/// </summary>
sealed class LeaseWitnesses(SharedSecret secret, InternalCalls calls, IOptions<WorkerOptions> options, TimeProvider time) : IDisposable
{
    readonly HttpClient http = calls.Client(LeaseRules.WitnessPatience(options.Value.Lease));

    /// <summary>For how long none of them declares this worker lost, from the moment on at which they were asked.</summary>
    public async Task<TimeSpan> NobodyJudgesFor(IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        var lease = options.Value.Lease;
        var asked = addresses.Select(address => Ask(address, ct)).ToList();
        var all = Task.WhenAll(asked);
        await Task.WhenAny(all, Task.Delay(LeaseRules.LastAnswers(lease), time, ct));
        if (asked.All(answer => Heard(answer).Says is null)) await all;
        return NobodyJudgesFor([.. asked.Select(Heard)], lease);
    }

    static Testimony Heard(Task<Testimony> answer) => answer.IsCompletedSuccessfully ? answer.Result : default;

    /// <summary>
    /// The shortest time that one of them names. If no running worker answers, this worker may be the one that is cut off: no time at all.
    /// </summary>
    public static TimeSpan NobodyJudgesFor(IReadOnlyCollection<Testimony> said, TimeSpan lease)
    {
        var answers = said.Where(s => s.Says is not null).ToList();
        if (answers.Count > 0) return TimeSpan.FromMilliseconds(answers.Min(s => s.Says!.UntilJudgementMilliseconds));
        return said.Any(s => !s.IsGone) ? TimeSpan.Zero : lease; // a worker that starts now judges after a lease
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
        catch (Exception e) when (e is HttpRequestException or JsonException
            || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new Testimony(null, IsGone: e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused });
        }
    }

    public void Dispose() => http.Dispose();
}

/// <param name="Says">Null if it did not answer (yet).</param>
/// <param name="IsGone">No process listens at the address, so it declares nobody lost.</param>
readonly record struct Testimony(Witness? Says, bool IsGone);
