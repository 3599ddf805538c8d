using System.Net;
using System.Text.Json;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests;

/// <summary>What operators do is on record with their names, and what they see is that of their tenants.</summary>
public sealed class OperatorTests : IAsyncLifetime
{
    readonly TestKey deployment = TestKey.Of("default", [.. Api.Access.Scopes.All]);
    readonly TestKey acme = TestKey.Of("acme", [.. Api.Access.Scopes.All]);
    readonly TestKey globex = TestKey.Of("globex", [.. Api.Access.Scopes.All]);
    ApiHost api = null!;

    public async Task InitializeAsync() => api = await ApiHost.Start(
        ("Realtime:Access:KeysFile", TestKey.File(deployment, acme, globex)), ("Logging:LogLevel:Realtime.EventLog", "Information"));

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task Drains_archivings_and_revocations_are_logged_with_the_name_of_who_asked()
    {
        await api.MakeRoom();
        (await api.Send(HttpMethod.Post, "/workers/roomy/drain", deployment.Key)).MustBe(HttpStatusCode.Accepted);
        MustLog("Worker roomy was asked to drain by ", deployment);

        var made = (await api.Post("/keys", new { name = "mine", role = "reader" }, acme.Key)).MustBe(HttpStatusCode.Created).Json;
        (await api.Send(HttpMethod.Delete, $"/keys/{made.GetProperty("id").GetString()}", acme.Key)).MustBe(HttpStatusCode.OK);
        MustLog($"Key {made.GetProperty("id").GetString()} of tenant acme was revoked by ", acme);

        await Ended("talk", "acme");
        await api.Execute("insert into mt_event_progression (name, last_seq_id) values ('SessionSummary:All', 1000)");
        (await api.Send(HttpMethod.Post, "/conversations/talk/archive", globex.Key)).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
        (await api.Send(HttpMethod.Post, "/conversations/talk/archive", acme.Key)).MustBe(HttpStatusCode.OK);
        MustLog("Conversation acme/talk was archived by ", acme);
    }

    [Fact]
    public async Task The_lag_of_the_seals_counts_the_events_of_the_own_tenant()
    {
        await Ended("talk", "acme");
        await Ended("one", "globex");
        await Ended("two", "globex");
        Assert.Equal((2, false), await Lag("/audit/sealing", acme));
        Assert.Equal((4, false), await Lag("/audit/sealing", globex));
        Assert.Equal((6, true), await Lag("/audit/sealing", deployment));
        Assert.Equal((2, true), await Lag("/audit/sealing?tenant=acme", deployment));
        (await api.Get("/audit/sealing?tenant=acme", globex.Key)).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");

        async Task<(long, bool)> Lag(string path, TestKey key)
        {
            var lag = (await api.Get(path, key.Key)).MustBe(HttpStatusCode.OK).Json;
            Assert.NotEqual(JsonValueKind.Null, lag.GetProperty("since").ValueKind);
            return (lag.GetProperty("behind").GetInt64(), lag.GetProperty("sealing").ValueKind is JsonValueKind.Object);
        }
    }

    [Fact]
    public async Task Statistics_and_neighbours_are_those_of_the_own_tenant()
    {
        var session = Guid.CreateVersion7();
        await api.Execute(
            $$"""
            insert into realtime.session_statistic (id, tenant, model, requested_at)
            values ('acme/{{session}}', 'acme', 'm', now() - interval '1 hour'), ('globex/x', 'globex', 'm', now() - interval '1 hour');
            insert into mt_doc_sessionsummary (id, data, mt_dotnet_type) values ('acme/{{session}}', jsonb_build_object('id', 'acme/{{session}}',
                'conversation', 'acme/talk', 'sequence', 1, 'state', 'claimed', 'model', 'm'), 'x');
            """);
        Assert.Equal(1, await Starts("/sessions/statistics", acme));
        Assert.Equal(2, await Starts("/sessions/statistics", deployment));
        Assert.Equal(1, await Starts("/sessions/statistics?tenant=globex", deployment));
        (await api.Get("/sessions/statistics?tenant=acme", globex.Key)).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        (await api.Get($"/conversations/talk/sessions/{session}/summary", acme.Key)).MustBe(HttpStatusCode.OK);
        (await api.Get($"/conversations/talk/sessions/{session}/summary", globex.Key)).MustBeRefused(HttpStatusCode.NotFound, "unknown-session");

        async Task<long> Starts(string path, TestKey key) => (await api.Get(path, key.Key)).MustBe(HttpStatusCode.OK).Json
            .GetProperty("statistics").GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("starts").GetInt64());
    }

    void MustLog(string what, TestKey by) => Assert.Contains(api.Log.Lines, line =>
        line.StartsWith("Information", StringComparison.Ordinal) && line.Contains(what, StringComparison.Ordinal)
        && line.Contains(by.Id, StringComparison.Ordinal));

    /// <summary>Two events: a request, and an end without a worker.</summary>
    async Task Ended(string conversation, string tenant)
    {
        var (key, session) = (new Sessions.Tenant(tenant).Conversation(conversation), Guid.CreateVersion7());
        await api.Conversations.Transact(key, new Sessions.Start(session, new Sessions.SessionOptions("m")), default);
        await api.Conversations.Transact(key, new Sessions.RequestEnd(session), default);
    }
}
