using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;

namespace Realtime.Worker.Claims;

/// <summary>The other workers: which have room, by rows that are at most a second old. Offers them sessions.</summary>
sealed partial class Peers(WorkerDirectory directory, WorkerIdentity identity, SharedSecret secret, InternalCalls calls,
    IOptions<WorkerOptions> options,
    TimeProvider time, ILogger<Peers> logger)
    : IDisposable
{
    /// <summary>The most peers that get an offer of one session.</summary>
    internal const int MostPeers = 3;
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // An offer is sent once to each peer; the next peer is the retry.
    readonly HttpClient http = calls.Client(Patience);
    readonly ConcurrentDictionary<string, long> silent = new();
    readonly Lock gate = new();
    (long At, Task<List<Peer>> Peers)? last;

    /// <summary>
    /// Offers a session to the lightest peers, one after the other, while they are light enough. NoRoom if none gave another answer.
    /// </summary>
    public async Task<ClaimAnswer> Place(ClaimOffer offer, Func<Peer, bool> isLightEnough, CancellationToken ct)
    {
        var asked = new HashSet<string>();
        while (asked.Count < MostPeers && await Lightest(asked, ct) is { } peer && isLightEnough(peer))
        {
            asked.Add(peer.Id);
            if (await Offer(peer, offer, ct) is var answer and not ClaimAnswer.NoRoom) return answer;
        }

        return ClaimAnswer.NoRoom;
    }

    async Task<Peer?> Lightest(HashSet<string> except, CancellationToken ct)
    {
        var peers = await Known().WaitAsync(ct);
        return PeerChoice.Lightest(peers, peer => !except.Contains(peer.Id) && !IsSilent(peer.Id));
    }

    /// <summary>A peer that does not answer gets no offers for the time of a lease. It may have taken the session nevertheless.</summary>
    async Task<ClaimAnswer> Offer(Peer peer, ClaimOffer offer, CancellationToken ct)
    {
        peer.Expect(1);
        try
        {
            using var request =
                new HttpRequestMessage(HttpMethod.Post, peer.Address + "/internal/claims") { Content = JsonContent.Create(offer) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await secret.Get(ct));
            using var response = await http.SendAsync(request, ct);
            await secret.Answered(response.StatusCode, ct);
            response.EnsureSuccessStatusCode();
            var reply = (await response.Content.ReadFromJsonAsync<ClaimReply>(ct))!;
            peer.Says(reply.Load);
            return reply.Answer;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            peer.Expect(-1);
            silent[peer.Id] = time.GetTimestamp();
            LogSilent(peer.Id, peer.Address, e.Message);
            return ClaimAnswer.NoRoom;
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
        if (time.GetElapsedTime(since) < options.Value.Lease) return true;
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
        using var patience = new CancellationTokenSource(Patience, time);
        var workers = await directory.All(patience.Token);
        return [.. workers.Where(w => w.IsAlive && !w.Draining && w.Id != identity.WorkerId)
            .Select(w => new Peer(w.Id, w.Address, w.Capacity, w.Load))];
    }

    public void Dispose() => http.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Worker {Peer} at {Address} did not answer an offer; it gets no offers for the time of a lease: {Reason}")]
    partial void LogSilent(string peer, string address, string reason);
}
