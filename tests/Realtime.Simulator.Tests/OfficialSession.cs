using System.ClientModel;
using OpenAI.Realtime;

namespace Realtime.Simulator.Tests;

/// <summary>A session of the official client, with bounded waits for what it receives.</summary>
internal sealed class OfficialSession : IAsyncDisposable
{
    private readonly CancellationTokenSource patience;
    private readonly IAsyncEnumerator<RealtimeServerUpdate> updates;

    private OfficialSession(RealtimeSessionClient client, CancellationTokenSource patience)
    {
        Client = client;
        this.patience = patience;
        updates = client.ReceiveUpdatesAsync(patience.Token).GetAsyncEnumerator(patience.Token);
    }

    public RealtimeSessionClient Client { get; }

    public static async Task<OfficialSession> StartAsync(RunningSimulator simulator, string model = "gpt-realtime-2.1", string query = "")
    {
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var client =
            new RealtimeClient(new ApiKeyCredential("any key"), new RealtimeClientOptions { Endpoint = new Uri(simulator.Address, "/v1") });
        var options = new RealtimeSessionClientOptions();
        if (query.Length > 0)
            options.QueryString = query;
        var session = new OfficialSession(await client.StartConversationSessionAsync(model, options, patience.Token), patience);
        await session.NextAsync<RealtimeServerUpdateSessionCreated>();
        return session;
    }

    public async Task<RealtimeServerUpdate> NextAsync() =>
        await updates.MoveNextAsync() ? updates.Current : throw new InvalidOperationException("The session ended.");

    /// <summary>Reads up to and including the next update of this kind.</summary>
    public async Task<T> NextAsync<T>() where T : RealtimeServerUpdate
    {
        while (true)
        {
            switch (await NextAsync())
            {
                case T found:
                    return found;
                case RealtimeServerUpdateError error:
                    Assert.Fail($"{error.Error.Code}: {error.Error.Message}");
                    break;
            }
        }
    }

    public async Task<List<RealtimeServerUpdate>> UntilResponseIsDoneAsync()
    {
        var all = new List<RealtimeServerUpdate>();
        do
        {
            all.Add(await NextAsync());
        }
        while (all[^1] is not RealtimeServerUpdateResponseDone);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await patience.CancelAsync();
        await updates.DisposeAsync();
        Client.Dispose();
        patience.Dispose();
    }
}
