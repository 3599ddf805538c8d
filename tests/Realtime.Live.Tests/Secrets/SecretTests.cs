using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Realtime.Live.Tests.Client;
using Realtime.Live.Tests.Stack;
using Realtime.Testing.Client;
using Xunit.Abstractions;

namespace Realtime.Live.Tests.Secrets;

/// <summary>Tests with client secrets over the stack with a key.</summary>
public abstract class SecretTests(LiveServices services, ITestOutputHelper output) : LiveTests(services, output)
{
    /// <summary>A new token.</summary>
    private protected async Task<string> Secret(object? request = null) => (await Make(request ?? new { })).GetProperty("value").GetString()!;

    private protected async Task<JsonElement> Make(object request) => (await Ask(request, LiveServices.Key)).MustBe(HttpStatusCode.OK).Json;

    private protected async Task<Answer> Ask(object request, string key)
    {
        using var http = new HttpClient { BaseAddress = Stack.Api.Address, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        return await Answer.Of(await http.PostAsync(new Uri("/v1/realtime/client_secrets", UriKind.Relative), JsonContent.Create(request)));
    }

    private protected Task<Answer> Revoke(JsonElement made) => Api.Delete($"/v1/realtime/client_secrets/{made.GetProperty("id").GetString()}");

    /// <summary>A socket of a browser, which can only hand over a token as a subprotocol.</summary>
    private protected Task<LiveClient> Browser(string path, string token) => LiveClient.Connect(Stack.Api.Address, path, configure: options =>
    {
        options.AddSubProtocol("realtime");
        options.AddSubProtocol("openai-insecure-api-key." + token);
    });

    private protected static string Live(LiveClient client, string query = "") => Live(client.Conversation, client.Session, query);

    private protected static string Live(string conversation, Guid session, string query = "") =>
        $"/conversations/{conversation}/sessions/{session}/live{query}";

    private protected Task<Answer> Try(string path, string token) => Upgrade.Try(Stack.Api.Address, path, token);

    private protected static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
