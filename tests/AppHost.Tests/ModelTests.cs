namespace AppHost.Tests;

public sealed class ModelTests
{
    private const string BaseUrl = "Realtime__Upstream__BaseUrl";
    private const string ApiKey = "Realtime__Upstream__ApiKey";

    [Fact]
    public async Task By_default_the_worker_connects_to_the_simulator_and_the_API_listens_on_5080()
    {
        var model = await PublishedModel.WithAsync();

        Assert.Equal("{simulator.bindings.http.url}", model.Environment("worker", BaseUrl));
        Assert.Null(model.Environment("worker", ApiKey));
        Assert.Equal("{realtime.connectionString}", model.Environment("worker", "ConnectionStrings__realtime"));
        Assert.Equal("{realtime.connectionString}", model.Environment("api", "ConnectionStrings__realtime"));
        Assert.Null(model.Environment("api", "ConnectionStrings__messaging"));
        Assert.Equal(5080, (int?)model.Resources["api"]!["bindings"]!["http"]!["port"]);
        Assert.True((bool?)model.Resources["api"]!["bindings"]!["http"]!["external"]);
    }

    [Fact]
    public async Task The_console_listens_on_5090_and_calls_the_API()
    {
        var model = await PublishedModel.WithAsync();

        Assert.Equal(5090, (int?)model.Resources["console"]!["bindings"]!["http"]!["port"]);
        Assert.Equal("{api.bindings.http.url}", model.Environment("console", "Realtime__Console__Api"));
        Assert.Null(model.Environment("console", "ConnectionStrings__realtime"));
        Assert.Equal("true", model.Environment("console", "Realtime__Console__Simulator"));
    }

    [Fact]
    public async Task With_a_key_for_OpenAI_the_worker_connects_to_OpenAI_and_the_key_stays_secret()
    {
        var model = await PublishedModel.WithAsync(("Parameters__openai-api-key", "sk-not-to-be-seen"));

        Assert.Equal("https://api.openai.com/v1", model.Environment("worker", BaseUrl));
        Assert.Equal("{openai-api-key.value}", model.Environment("worker", ApiKey));
        Assert.Equal("false", model.Environment("console", "Realtime__Console__Simulator"));
        Assert.True((bool?)model.Resources["openai-api-key"]!["inputs"]!["value"]!["secret"]);
        Assert.DoesNotContain("sk-not-to-be-seen", model.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configured_upstream_wins_and_never_gets_the_key_for_OpenAI()
    {
        var model = await PublishedModel.WithAsync(
            ("Parameters__openai-api-key", "sk-not-to-be-seen"), (BaseUrl, "wss://models.example/v1"), (ApiKey, "another"));

        Assert.Equal("wss://models.example/v1", model.Environment("worker", BaseUrl));
        Assert.Equal("{upstream-api-key.value}", model.Environment("worker", ApiKey));
        Assert.Equal("false", model.Environment("console", "Realtime__Console__Simulator"));
    }

    [Fact]
    public async Task One_setting_changes_the_port_and_another_the_bus()
    {
        var model = await PublishedModel.WithAsync(("Realtime__Api__Port", "6080"), ("Realtime__Messaging", "rabbitmq"));

        Assert.Equal(6080, (int?)model.Resources["api"]!["bindings"]!["http"]!["port"]);
        Assert.Equal("{messaging.connectionString}", model.Environment("api", "ConnectionStrings__messaging"));
        Assert.Equal("{messaging.connectionString}", model.Environment("worker", "ConnectionStrings__messaging"));
    }
}
