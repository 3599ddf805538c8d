using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Realtime.EventLog.Claims;

/// <summary>
/// The workers beside this process: which have room, by rows that are at most a second old. Offers them sessions. The log decides who gets
/// one.
/// </summary>
/// <param name="http">Calls them, with a bounded time for each call. An offer is sent once to each; the next one is the retry.</param>
/// <param name="self">This process's own worker, which gets no offers; null for another service.</param>
/// <param name="silence">How long a worker that did not answer gets no offers.</param>
public sealed partial class Peers(WorkerDirectory directory, SharedSecret secret, HttpClient http, Func<string?> self, TimeSpan silence,
    TimeProvider time, ILogger<Peers> logger)
    : IDisposable
{
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(4);

    readonly ConcurrentDictionary<string, long> silent = new();
    readonly Lock gate = new();
    (long At, Task<List<Peer>> Peers)? last;

    /// <summary>
    /// Offers a session to the lightest peers, one after the other, while they are light enough. NoRoom if none gave another answer.
    /// </summary>
    /// <param name="most">The most peers that get the offer.</param>
    public async Task<Placement> Place(ClaimOffer offer, Func<Peer, bool> isLightEnough, int most, CancellationToken ct)
    {
        var said = new List<(Peer Peer, string Words)>();
        while (said.Count < most && await Lightest([.. said.Select(s => s.Peer.Id)], ct) is { } peer && isLightEnough(peer))
        {
            var (answer, words) = await Offer(peer, offer, ct);
            said.Add((peer, words));
            if (answer is not ClaimAnswer.NoRoom) return new Placement(answer, said);
        }

        return new Placement(ClaimAnswer.NoRoom, said);
    }

    /// <summary>Whether there is a worker that may take sessions now or soon: full, silent, or late with its lease, but not draining.</summary>
    public async Task<bool> AreThere(CancellationToken ct) => (await Known().WaitAsync(ct)).Count > 0;

    /// <summary>The peer with room that would have the least load with one session more; null if there is none.</summary>
    async Task<Peer?> Lightest(HashSet<string> except, CancellationToken ct)
    {
        var peers = await Known().WaitAsync(ct);
        return PeerChoice.Lightest(peers, peer => peer.IsAlive && !except.Contains(peer.Id) && !IsSilent(peer.Id), Random.Shared);
    }

    /// <summary>A peer that does not answer gets no offers for a while. It may have taken the session nevertheless.</summary>
    async Task<(ClaimAnswer Answer, string Words)> Offer(Peer peer, ClaimOffer offer, CancellationToken ct)
    {
        peer.Expect(1);
        try
        {
            using var request =
                new HttpRequestMessage(HttpMethod.Post, peer.Address + "/internal/claims") { Content = JsonContent.Create(offer) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await secret.Get(ct));
            using var response = await http.SendAsync(request, ct);
            await secret.Answered(response.StatusCode, ct);
            if (!response.IsSuccessStatusCode)
            {
                // Only this session may be the reason, so others are still offered to the peer.
                peer.Expect(-1);
                return (ClaimAnswer.NoRoom, $"{(int)response.StatusCode} {response.ReasonPhrase}");
            }

            var reply = (await response.Content.ReadFromJsonAsync<ClaimReply>(ct))!;
            peer.Says(reply.Load);
            return (reply.Answer, reply.Answer.ToString());
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            peer.Expect(-1);
            silent[peer.Id] = time.GetTimestamp();
            LogSilent(peer.Id, peer.Address, silence.TotalSeconds, e.Message);
            return (ClaimAnswer.NoRoom, $"no answer ({e.Message})");
        }
    }

    /// <summary>Makes the next offer read the peers again.</summary>
    public void Forget()
    {
        lock (gate) last = null;
        silent.Clear();
    }

    bool IsSilent(string id)
    {
        if (!silent.TryGetValue(id, out var since)) return false;
        if (time.GetElapsedTime(since) < silence) return true;
        silent.TryRemove(id, out _);
        return false;
    }

    Task<List<Peer>> Known()
    {
        lock (gate)
        {
            if (last is { } known && time.GetElapsedTime(known.At) < Fresh && known.Peers is { IsFaulted: false, IsCanceled: false })
                return known.Peers;
            var peers = Read();
            last = (time.GetTimestamp(), peers);
            return peers;
        }
    }

    async Task<List<Peer>> Read()
    {
        using var patience = new CancellationTokenSource(ReadPatience, time);
        var workers = await directory.All(patience.Token);
        return [.. workers.Where(w => w is { Lost: false, Draining: false } && w.Id != self())
            .Select(w => new Peer(w.Id, w.Address, w.Capacity, w.Load) { IsAlive = w.IsAlive })];
    }

    public void Dispose() => http.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Worker {Peer} at {Address} did not answer an offer; new sessions are not offered to it for {Silence} s: {Reason}")]
    partial void LogSilent(string peer, string address, double silence, string reason);
}
