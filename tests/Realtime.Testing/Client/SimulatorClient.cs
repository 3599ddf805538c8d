using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Realtime.Testing.Client;

/// <summary>A client of the simulator: lists its connections and what reached them, and breaks them.</summary>
public sealed class SimulatorClient(Uri address) : IDisposable
{
    // Tests count the simulator's connections, so the client keeps none open.
    readonly HttpClient http = new() { BaseAddress = address, DefaultRequestHeaders = { ConnectionClose = true } };

    /// <summary>All connections of a session, open and closed, the oldest first.</summary>
    public async Task<IReadOnlyList<UpstreamConnection>> Connections(Guid session, bool closed = true) =>
        (await http.GetFromJsonAsync<List<UpstreamConnection>>(new Uri($"/sessions?match={session}&closed={closed}", UriKind.Relative)))!;

    public async Task<IReadOnlyList<UpstreamConnection>> Open() =>
        (await http.GetFromJsonAsync<List<UpstreamConnection>>(new Uri("/sessions", UriKind.Relative)))!;

    public async Task<int> OpenCount() => (await Open()).Count;

    /// <summary>Waits for a connection of the session; returns the newest.</summary>
    public async Task<UpstreamConnection> Connection(Guid session)
    {
        UpstreamConnection? found = null;
        await Patience.Until(async () => (found = (await Connections(session)) is [.., var last] ? last : null) is not null,
            $"a connection of {session} at the simulator");
        return found!;
    }

    /// <summary>Breaks an open connection, for example with "reset" or "flood&amp;count=50"; false when it has already closed.</summary>
    public async Task<bool> TryBreak(Guid session, string fault) => await TryBreak(await Connection(session), fault);

    public async Task<bool> TryBreak(UpstreamConnection connection, string fault)
    {
        using var response =
            await http.PostAsync(new Uri($"/sessions/{connection.Id}/fault?fault={fault}", UriKind.Relative), content: null);
        return response.StatusCode is HttpStatusCode.NotFound ? false : response.EnsureSuccessStatusCode().IsSuccessStatusCode;
    }

    public async Task Break(Guid session, string fault) =>
        Assert.True(await TryBreak(session, fault), $"The connection of {session} closed before the test could break it.");

    /// <summary>Breaks one connection of a session that has several.</summary>
    public async Task Break(UpstreamConnection connection, string fault) =>
        Assert.True(await TryBreak(connection, fault), $"{connection.Id} closed before the test could break it.");

    /// <summary>Makes a model of the name "script" send these messages unchanged.</summary>
    public async Task Say(Guid session, params string[] messages)
    {
        using var body = new StringContent($"[{string.Join(',', messages)}]", System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"/sessions/{(await Connection(session)).Id}/messages", UriKind.Relative), body);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The messages that a model of the name "script" has received from the worker, without audio.</summary>
    public async Task<IReadOnlyList<JsonElement>> Messages(Guid session) =>
        (await http.GetFromJsonAsync<List<JsonElement>>(new Uri($"/sessions/{(await Connection(session)).Id}/messages",
            UriKind.Relative)))!;

    /// <summary>Completes the handshake of the session's connection, which the fault <c>no-handshake</c> holds back.</summary>
    public async Task Answer(Guid session)
    {
        UpstreamConnection? waiting = null;
        await Patience.Until(
            async () => (waiting = (await Connections(session, closed: false)) is [.., var last] ? last : null) is not null,
            $"an open connection of {session} at the simulator");
        using var response = await http.PostAsync(new Uri($"/sessions/{waiting!.Id}/answer", UriKind.Relative), content: null);
        response.EnsureSuccessStatusCode();
    }

    public Task Closed(UpstreamConnection connection) => Patience.Until(
        async () => (await Open()).All(c => c.Id != connection.Id), $"{connection.Id} closed");

    /// <summary>Waits until no connection of the session is open.</summary>
    public Task Gone(Guid session) =>
        Patience.Until(async () => (await Connections(session, closed: false)).Count == 0, $"no open connection of {session}");

    public void Dispose() => http.Dispose();
}

/// <summary>A connection as the simulator lists it.</summary>
public sealed record UpstreamConnection(
    string Id, string State, string Model, string? Outcome, CloseFrame? CloseReceived, CloseFrame? CloseSent,
    IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, long> Received, long AudioMilliseconds,
    IReadOnlyList<string> Texts, IReadOnlyList<string> Faults)
{
    /// <summary>Whether the handshake had a key.</summary>
    public bool Authorization { get; init; }

    /// <summary>The session that the worker named in the handshake.</summary>
    public Guid? Session =>
        Headers.TryGetValue("x-realtime-session", out var text) && Guid.TryParse(text, out var session) ? session : null;

    public override string ToString() => $"{Id} of session {Session}";
}

public sealed record CloseFrame(int? Code, string? Reason);
