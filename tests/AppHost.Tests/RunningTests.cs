using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AppHost.Tests;

public sealed class RunningTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task When_the_API_is_healthy_a_client_can_start_a_session()
    {
        using var folder = new DataFolder();
        await using var model = await RunningModel.HealthyAsync(folder);
        Assert.Equal(HttpStatusCode.Accepted, (await StartAsync(model, "first")).StatusCode);
    }

    [RabbitMqFact]
    public async Task Settings_make_RabbitMQ_the_bus_and_start_several_of_each_service()
    {
        using var folder = new DataFolder();
        await using var model = await RunningModel.HealthyAsync(
            folder, ("Realtime__Messaging", "rabbitmq"), ("Realtime__Worker__Replicas", "2"), ("Realtime__Api__Replicas", "2"));
        var health = await model.Api.GetFromJsonAsync<JsonNode>("/health");
        Assert.Equal("Healthy", (string?)health!["checks"]!["bus"]!["status"]);

        using var patience = new CancellationTokenSource(Patience);
        var owners = new HashSet<string>();
        for (var i = 0; owners.Count < 2; i++)
        {
            (await StartAsync(model, $"conversation-{i}")).EnsureSuccessStatusCode();
            owners.Add(await OwnerAsync(model, $"conversation-{i}", patience.Token));
        }
    }

    private static Task<HttpResponseMessage> StartAsync(RunningModel model, string conversation) =>
        model.Api.PostAsJsonAsync($"/conversations/{conversation}/sessions", new { });

    private static async Task<string> OwnerAsync(RunningModel model, string conversation, CancellationToken cancellationToken)
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var page = await model.Api.GetFromJsonAsync<JsonNode>($"/conversations/{conversation}/events", cancellationToken);
            if (page!["events"]!.AsArray().FirstOrDefault(e => (string?)e!["type"] == "session_claimed") is { } claimed)
                return (string)claimed["data"]!["workerId"]!;
            await look.WaitForNextTickAsync(cancellationToken);
        }
    }
}
