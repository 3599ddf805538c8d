using System.Net;
using Realtime.Access.Tests.Stack;
using Realtime.Sessions;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;

namespace Realtime.Access.Tests.Limits;

/// <summary>How much a tenant and a key may use.</summary>
public sealed class QuotaTests
{
    static readonly TestKey Acme = TestKey.Of("acme", "app"), AcmeToo = TestKey.Of("acme", "app"), Globex = TestKey.Of("globex", "app");

    static Task<ApiHost> Start(params (string Name, string Value)[] quotas) =>
        ApiHost.Start([("Realtime:Access:KeysFile", TestKey.File(Acme, AcmeToo, Globex)), .. quotas]);

    static (string Name, string Value)[] OfAcme(string quota, int most) =>
        [("Realtime:Quotas:Tenants:0:Name", "acme"), ($"Realtime:Quotas:Tenants:0:{quota}", $"{most}")];

    static void MustBeOver(Answer answer, string quota, string of, int most)
    {
        answer.MustBeRefused(HttpStatusCode.TooManyRequests, "limit-reached");
        Assert.Equal(($"Realtime:Quotas:{(of == "key" ? "Key" : "Tenant")}:{quota}", of, most), (answer.Json.GetProperty("limit").GetString(),
            answer.Json.GetProperty("of").GetString(), answer.Json.GetProperty("most").GetInt32()));
        Assert.InRange(answer.RetryAfter!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task A_tenant_that_starts_too_much_is_refused_with_the_time_to_wait_and_no_other_tenant_is()
    {
        await using var api = await Start(OfAcme("StartsPerMinute", 3));
        await api.MakeRoom();
        for (var start = 0; start < 3; start++) (await api.Start(Acme)).MustBe(HttpStatusCode.Accepted);
        MustBeOver(await api.Start(Acme), "StartsPerMinute", "tenant", 3);
        MustBeOver(await api.Start(AcmeToo), "StartsPerMinute", "tenant", 3);
        MustBeOver(await api.Send(HttpMethod.Get, "/v1/realtime", Acme.Key), "StartsPerMinute", "tenant", 3);
        (await api.Start(Globex)).MustBe(HttpStatusCode.Accepted);
        (await api.Get("/sessions", Acme.Key)).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_has_a_quota_of_its_own_beside_that_of_its_tenant()
    {
        await using var api = await Start(("Realtime:Quotas:Key:RequestsPerMinute", "2"), ("Realtime:Quotas:Keys:0:Name", AcmeToo.Id),
            ("Realtime:Quotas:Keys:0:RequestsPerMinute", "4"));
        for (var request = 0; request < 2; request++) (await api.Get("/me", Acme.Key)).MustBe(HttpStatusCode.OK);
        MustBeOver(await api.Get("/me", Acme.Key), "RequestsPerMinute", "key", 2);
        for (var request = 0; request < 4; request++) (await api.Get("/me", AcmeToo.Key)).MustBe(HttpStatusCode.OK);
        MustBeOver(await api.Get("/me", AcmeToo.Key), "RequestsPerMinute", "key", 4);
        (await api.Get("/health")).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_that_are_refused_for_their_credential_use_up_nobodys_quota()
    {
        await using var api = await Start(OfAcme("RequestsPerMinute", 1));
        for (var request = 0; request < 20; request++)
            (await api.Get("/me", Acme.Key[..^1] + "!")).MustBeRefused(HttpStatusCode.Unauthorized, "unauthorized");
        (await api.Get("/me", Acme.Key)).MustBe(HttpStatusCode.OK);
        MustBeOver(await api.Get("/me", Acme.Key), "RequestsPerMinute", "tenant", 1);
    }

    [Fact]
    public async Task Two_APIs_together_start_no_more_sessions_than_a_tenant_may_have_live()
    {
        const int most = 10;
        await using var first = await Start(OfAcme("LiveSessions", most));
        await using var second = await first.Another([("Realtime:Access:KeysFile", TestKey.File(Acme, AcmeToo, Globex)),
            .. OfAcme("LiveSessions", most)]);
        await first.MakeRoom();
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(each => (each % 2 == 0 ? first : second).Start(Acme, $"talk-{each}")));
        Assert.Equal(most, all.Count(answer => answer.Status is HttpStatusCode.Accepted));
        Assert.All(all.Where(answer => answer.Status is not HttpStatusCode.Accepted),
            answer => MustBeOver(answer, "LiveSessions", "tenant", most));
        (await second.Start(Globex)).MustBe(HttpStatusCode.Accepted);

        var started = Array.FindIndex(all, answer => answer.Status is HttpStatusCode.Accepted);
        var session = all[started].Json.GetProperty("sessionId").GetGuid();
        (await second.Start(Acme, $"talk-{started}", new { sessionId = session })).MustBe(HttpStatusCode.Accepted); // a repeat
        (await second.Start(Acme, $"talk-{started}")).MustBeRefused(HttpStatusCode.Conflict, "conversation-busy");
        (await second.Start(Acme, $"talk-{started}", new { ifActive = "replace" })).MustBe(HttpStatusCode.Accepted);
        MustBeOver(await first.Start(Acme), "LiveSessions", "tenant", most);
        var state = (await first.Get($"/conversations/talk-{started}", Acme.Key)).Json.GetProperty("live").GetProperty("sessionId").GetGuid();
        await first.Conversations.Transact(new Tenant("acme").Conversation($"talk-{started}"), new RequestEnd(state), default);
        (await second.Start(Acme)).MustBe(HttpStatusCode.Accepted);
        MustBeOver(await first.Start(Acme), "LiveSessions", "tenant", most);
    }

    [Fact]
    public async Task A_key_has_no_more_live_sessions_than_it_may_and_other_keys_of_the_tenant_go_on()
    {
        await using var api = await Start(("Realtime:Quotas:Keys:0:Name", Acme.Id), ("Realtime:Quotas:Keys:0:LiveSessions", "2"));
        await api.MakeRoom();
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.Start(Acme)));
        Assert.Equal(2, all.Count(answer => answer.Status is HttpStatusCode.Accepted));
        MustBeOver(await api.Start(Acme), "LiveSessions", "key", 2);
        (await api.Start(AcmeToo)).MustBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Event_streams_that_are_open_count_until_they_close()
    {
        await using var api = await Start(OfAcme("EventStreams", 2));
        await api.MakeRoom();
        (await api.Start(Acme, "talk")).MustBe(HttpStatusCode.Accepted);
        using var http = api.Client();
        using var one = await Follow(http);
        using (await Follow(http))
            MustBeOver(await Answer.Of(await Follow(http)), "EventStreams", "tenant", 2);
        await Patience.Until(async () =>
        {
            using var another = await Follow(http);
            return another.StatusCode is HttpStatusCode.OK;
        }, "room for another stream");
    }

    [Fact]
    public async Task Listeners_that_are_attached_count_until_they_leave()
    {
        await using var api = await Start(OfAcme("Listeners", 1));
        await api.MakeRoom();
        var session = (await api.Start(Acme, "talk")).MustBe(HttpStatusCode.Accepted).Json.GetProperty("sessionId").GetGuid();
        var path = $"/conversations/talk/sessions/{session}/live?drive=false";
        using (await api.Socket(path, Acme.Key))
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => api.Socket(path, AcmeToo.Key));
            Assert.Contains("429", refused.Message, StringComparison.Ordinal);
        }

        await Patience.Until(async () =>
        {
            try
            {
                using var another = await api.Socket(path, AcmeToo.Key);
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }, "room for another listener");
    }

    static Task<HttpResponseMessage> Follow(HttpClient http)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/conversations/talk/events");
        request.Headers.Authorization = new("Bearer", Acme.Key);
        request.Headers.Accept.ParseAdd("text/event-stream");
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    [Theory]
    [InlineData("Realtime:Quotas:Tenant:StartsPerMinute", "0")]
    [InlineData("Realtime:Quotas:Key:LiveSessions", "-1")]
    [InlineData("Realtime:Quotas:Tenants:0:Name", "a/b")]
    [InlineData("Realtime:Quotas:Keys:0:Name", "shop")]
    public async Task A_quota_that_cannot_be_stops_the_start_with_its_name(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => ApiHost.Start((name, value)));
        Assert.Contains(name[..name.LastIndexOf(':')].Replace(":0", "", StringComparison.Ordinal), refused.Message, StringComparison.Ordinal);
    }
}
