using System.Globalization;
using System.Net;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Client;

namespace Realtime.Access.Tests;

/// <summary>Which models an API lists and accepts, by its settings and the lifetimes of models.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    ApiHost api = null!;

    public async Task InitializeAsync() => api = await ApiHost.Start(
        ("Realtime:ModelLifetimes:0:Name", "gone"), ("Realtime:ModelLifetimes:0:EndsOn", InDays(0)),
        ("Realtime:ModelLifetimes:0:Successor", "next"),
        ("Realtime:ModelLifetimes:1:Name", "going"), ("Realtime:ModelLifetimes:1:EndsOn", InDays(60)),
        ("Realtime:ModelLifetimes:2:Name", "staying"), ("Realtime:ModelLifetimes:2:EndsOn", InDays(61)),
        ("Realtime:ModelLifetimes:3:Name", "whisper-1"));

    public async Task DisposeAsync() => await api.DisposeAsync();

    [Fact]
    public async Task A_model_that_has_ended_is_refused_by_name_and_nothing_is_appended()
    {
        foreach (var model in new[] { "gone", "gone-2025-08-28", "gpt-4o-realtime-preview" })
        {
            var refused = await Start("ended", model);
            refused.MustBeRefused(HttpStatusCode.BadRequest, "model-ended");
            Assert.Contains(model, refused.Body, StringComparison.Ordinal);
        }

        Assert.Contains("Use next.", (await Start("ended", "gone")).Body, StringComparison.Ordinal);
        (await api.Get("/conversations/ended")).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
    }

    [Fact]
    public async Task A_start_with_a_model_that_ends_within_sixty_days_warns_in_its_answer_on_the_record_and_in_the_services_log()
    {
        await AddWorker();
        var accepted = (await Start("soon", "going")).MustBe(HttpStatusCode.Accepted).Json;
        var warning = $"Model going ends on {InDays(60)}. Use another model.";
        Assert.Equal(warning, accepted.GetProperty("warnings")[0].GetString());
        var requested = (await api.Get("/conversations/soon/events")).Json.GetProperty("events")[0].GetProperty("data");
        Assert.Equal(warning, requested.GetProperty("warnings")[0].GetString());
        Assert.Contains(api.Log.Lines, line => line.Contains(warning, StringComparison.Ordinal));

        Assert.False((await Start("later", "staying")).MustBe(HttpStatusCode.Accepted).Json.TryGetProperty("warnings", out _));
        Assert.False((await Start("unlisted", "anything")).MustBe(HttpStatusCode.Accepted).Json.TryGetProperty("warnings", out _));
    }

    [Fact]
    public async Task A_start_that_was_accepted_before_its_model_ended_is_still_accepted_when_it_is_repeated()
    {
        await AddWorker();
        var session = Guid.CreateVersion7();
        var first = (await Start("before", "going", session)).MustBe(HttpStatusCode.Accepted).Json;
        await using var later = await api.Another(
            ("Realtime:ModelLifetimes:0:Name", "going"), ("Realtime:ModelLifetimes:0:EndsOn", InDays(-1)));
        var repeat = (await later.Post("/conversations/before/sessions", new { model = "going", sessionId = session }))
            .MustBe(HttpStatusCode.Accepted).Json;
        Assert.Equal(first.GetProperty("version").GetInt64(), repeat.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task The_list_has_the_providers_shape_and_no_model_that_has_ended()
    {
        var list = (await api.Get("/v1/models")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal("list", list.GetProperty("object").GetString());
        var models = list.GetProperty("data").EnumerateArray().ToDictionary(model => model.GetProperty("id").GetString()!);
        Assert.Contains("gpt-realtime-2.1", models.Keys);
        Assert.DoesNotContain("gpt-4o-realtime-preview", models.Keys);
        var mini = models["gpt-4o-mini-transcribe"];
        Assert.Equal(("model", "openai", "2027-02-26", 0), (mini.GetProperty("object").GetString(), mini.GetProperty("owned_by").GetString(),
            mini.GetProperty("shutdown_date").GetString(), mini.GetProperty("created").GetInt64()));
        Assert.Null(models["whisper-1"].GetProperty("shutdown_date").GetString()); // the settings say that it does not end

        var one = (await api.Get("/v1/models/gpt-realtime-2.1")).MustBe(HttpStatusCode.OK).Json;
        Assert.Equal("gpt-realtime-2.1", one.GetProperty("id").GetString());
        (await api.Get("/v1/models/gpt-4o-realtime-preview")).MustBeRefused(HttpStatusCode.NotFound, "unknown-model");
        (await api.Get("/v1/models/a/b")).MustBeRefused(HttpStatusCode.NotFound, "unknown-model");
        (await api.Get("/v1/models/a%20b")).MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
    }

    [Fact]
    public async Task Where_the_settings_list_models_only_those_are_listed()
    {
        await using var narrow = await api.Another(("Realtime:Models:0:Name", "mine/one"), ("Realtime:Models:1:Name", "gpt-realtime-2.1"));
        var ids = (await narrow.Get("/v1/models")).Json.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString());
        Assert.Equal(["mine/one", "gpt-realtime-2.1"], ids);
        Assert.Equal("unknown", (await narrow.Get("/v1/models/mine/one")).Json.GetProperty("owned_by").GetString());
    }

    Task<Answer> Start(string conversation, string model, Guid? sessionId = null) =>
        api.Post($"/conversations/{conversation}/sessions", new { model, sessionId });

    /// <summary>A worker with room, as far as its row says.</summary>
    Task AddWorker() => api.Execute("""
        insert into realtime.worker (id, address, capacity, live, started_at, expires_at)
        values (gen_random_uuid()::text, 'http://127.0.0.1:9', 10, 0, now(), now() + interval '1 hour')
        """);

    static string InDays(int days) =>
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
