using System.Net;
using System.Net.WebSockets;
using Npgsql;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Access.Tests;

/// <summary>The record names who caused each event, and the seals cover it.</summary>
[Collection(TenantServices.Name)]
public sealed class CauseTests(TenantServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task Every_event_names_the_caller_that_caused_it_and_its_key()
    {
        using var acme = new ApiClient(Stack.Api.Address, TenantServices.Acme.Key);
        var session = await (await acme.NewConversation().Start()).Started();
        await session.Text("hello");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
        (await acme.Delete($"{session.Conversation.Path}/content")).MustBe(HttpStatusCode.OK);

        var audit = $"/audit{session.Conversation.Path}";
        var events = (await acme.Get(audit)).MustBe(HttpStatusCode.OK).Json.GetProperty("events").EnumerateArray().ToList();
        string[] caused = ["session_requested", "text_submitted", "end_requested", "content_masked"];
        Assert.All(caused, type => Assert.Contains(events, e => e.GetProperty("type").GetString() == type));
        foreach (var e in events)
        {
            var isCaused = caused.Contains(e.GetProperty("type").GetString());
            Assert.Equal(isCaused ? (TenantServices.Acme.Id, $"key:{TenantServices.Acme.Id}") : (null, null),
                (e.GetProperty("key").GetString(), e.GetProperty("subject").GetString()));
            Assert.DoesNotContain(TenantServices.Acme.Key, e.ToString(), StringComparison.Ordinal);
        }

        var conversation = session.Conversation.Id;
        await Patience.Until(async () =>
            (await acme.Get("/audit/heads")).Body.Contains($"\"{conversation}\",\"version\":{events.Count}", StringComparison.Ordinal),
            "the last seal");
        Assert.True(await IsIntact(acme, conversation));
        foreach (var (version, headers) in new[] { (1, "headers || '{\"subject\": \"somebody else\"}'"), (1, "headers - 'subject'"),
            (2, "headers || '{\"subject\": \"somebody\"}'") })
        {
            var before = await Headers(conversation, version);
            await Execute($"update mt_events set headers = {headers} where stream_id = 'acme/{conversation}' and version = {version}");
            Assert.False(await IsIntact(acme, conversation), headers);
            await Execute($"update mt_events set headers = '{before}' where stream_id = 'acme/{conversation}' and version = {version}");
        }

        Assert.True(await IsIntact(acme, conversation));
    }

    [Fact]
    public async Task A_caller_that_opens_a_live_socket_is_named_too()
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Authorization", "Bearer " + TenantServices.Acme.Key);
        using var patience = Patience.Source();
        await socket.ConnectAsync(new Uri($"ws://{Stack.Api.Address.Authority}/v1/realtime?model=sim"), patience.Token);
        var conversation = socket.HttpResponseHeaders!["x-realtime-conversation"].Single();
        using var acme = new ApiClient(Stack.Api.Address, TenantServices.Acme.Key);
        var requested = (await acme.Get($"/audit/conversations/{conversation}")).MustBe(HttpStatusCode.OK).Json.GetProperty("events")[0];
        Assert.Equal(TenantServices.Acme.Id, requested.GetProperty("key").GetString());
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
    }

    static async Task<bool> IsIntact(ApiClient client, string conversation) =>
        (await client.Get($"/audit/verify?conversation={conversation}")).MustBe(HttpStatusCode.OK).Json.GetProperty("intact").GetBoolean();

    async Task<string> Headers(string conversation, int version)
    {
        await using var source = NpgsqlDataSource.Create(Stack.Database + ";Pooling=false");
        await using var command =
            source.CreateCommand($"select headers::text from mt_events where stream_id = 'acme/{conversation}' and version = {version}");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Stack.Database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
