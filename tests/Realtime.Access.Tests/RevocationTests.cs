using System.Net;
using System.Net.WebSockets;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Access.Tests;

/// <summary>
/// A revoked key's sockets and streams end, also on a node that gets no notification; its sessions go on unless a request ends them.
/// </summary>
[Collection(TenantServices.Name)]
public sealed class RevocationTests(TenantServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Live_sockets_and_event_streams_of_a_revoked_key_end_and_its_sessions_when_asked(bool endSessions)
    {
        var (id, key) = await Make();
        var other = await Stack.StartApi(); // the stack stops it
        using var client = new ApiClient(other.Address, key);
        var conversation = client.NewConversation();
        var session = await (await conversation.Start()).Started();
        using var patience = Patience.Source();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
        await socket.ConnectAsync(new Uri($"ws://{other.Address.Authority}/conversations/{conversation.Id}/sessions/{session.Id}/live"),
            patience.Token);
        using var stream = await client.Open($"{conversation.Path}/events", lastEventId: null, patience.Token);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(patience.Token));

        var revoked = (await Api.Delete($"/keys/{id}?endSessions={endSessions}")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal(endSessions ? "1" : "", revoked.GetProperty("sessionsEnded").ToString());
        if (!endSessions)
        {
            await Closed(socket, patience.Token);
            Assert.Equal((4403, "access_revoked"), ((int?)socket.CloseStatus, socket.CloseStatusDescription));
            var last = await LastOf(lines, patience.Token);
            Assert.Contains("urn:realtime:problem:access-revoked", last, StringComparison.Ordinal);
        }

        // The other API knows it with the notification, a moment later.
        await Patience.Until(async () => (await client.Get(conversation.Path)).Problem is "unauthorized");
        using var acme = new ApiClient(Stack.Api.Address, TenantServices.Acme.Key);
        var seen = new ConversationClient(acme, conversation.Id).Session(session.Id);
        if (endSessions) Assert.Equal("requested", (await seen.Ended())[^1].Text("reason"));
        else Assert.Equal("started", (await seen.State()).GetProperty("phase").GetString());
        await seen.TryEnd();
    }

    [Fact]
    public async Task Revoking_in_the_middle_of_a_handshake_leaves_no_socket_open()
    {
        for (var n = 0; n < 30; n++)
        {
            var (id, key) = await Make();
            using var client = new ApiClient(Stack.Api.Address, key);
            var conversation = client.NewConversation();
            var session = await (await conversation.Start()).Started();
            using var patience = Patience.Source();
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
            var connecting = socket.ConnectAsync(new Uri($"ws://{Stack.Api.Address.Authority}/conversations/{conversation.Id}/sessions/{session.Id}/live?drive=false"), patience.Token);
            var revoking = Api.Delete($"/keys/{id}?endSessions=false");
            try
            {
                await connecting;
                await Closed(socket, patience.Token);
                Assert.Equal(4403, (int?)socket.CloseStatus);
            }
            catch (WebSocketException)
            {
                // The API refused the revoked key.
            }

            (await revoking).MustBe(HttpStatusCode.OK);
            using var acme = new ApiClient(Stack.Api.Address, TenantServices.Acme.Key);
            await new ConversationClient(acme, conversation.Id).Session(session.Id).TryEnd();
        }
    }

    async Task<(string Id, string Key)> Make()
    {
        var made = (await Api.Post("/keys", new { name = "shop", role = "app", tenant = "acme" })).MustBe(HttpStatusCode.Created).Json;
        return (made.GetProperty("id").GetString()!, made.GetProperty("key").GetString()!);
    }

    static async Task Closed(ClientWebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), ct)).MessageType is not WebSocketMessageType.Close)
        {
            // What came before is the session's own.
        }
    }

    static async Task<string> LastOf(StreamReader lines, CancellationToken ct)
    {
        var last = "";
        while (await lines.ReadLineAsync(ct) is { } line)
            if (line.StartsWith("data:", StringComparison.Ordinal)) last = line;
        return last;
    }
}
