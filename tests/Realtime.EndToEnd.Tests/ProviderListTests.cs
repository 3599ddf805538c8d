using System.Net;
using System.Text.Json;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.EndToEnd.Tests;

/// <summary>What goes around a conversation: the provider's own list of models, and headers for proxies.</summary>
[Collection(SharedServices.Name)]
public sealed class ProviderListTests(SharedServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task What_the_provider_says_of_its_models_is_in_the_list()
    {
        JsonElement model = default;
        await Patience.Until(async () => (model = (await Api.Get("/v1/models/gpt-realtime-2")).MustBe(HttpStatusCode.OK).Json)
            .GetProperty("created").GetInt64() > 0, "the provider's list");
        Assert.Equal(("simulator", "2099-12-31"),
            (model.GetProperty("owned_by").GetString(), model.GetProperty("shutdown_date").GetString()));
    }

    [Fact]
    public async Task An_event_stream_tells_proxies_not_to_buffer_or_change_it()
    {
        var session = await (await Api.NewConversation().Start()).Started();
        using var patience = Patience.Source();
        using var stream = await Api.Open($"{session.Conversation.Path}/events", null, patience.Token);
        Assert.Equal("no", Assert.Single(stream.Headers.GetValues("X-Accel-Buffering")));
        Assert.True(stream.Headers.CacheControl is { NoCache: true, NoTransform: true });
        await session.TryEnd();
    }
}
