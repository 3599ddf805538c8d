using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Realtime.EventLog;
using Realtime.Testing.Client;
using Realtime.Testing.Servers;

namespace Realtime.Access.Tests.Stack;

/// <summary>The API alone, on its own database or another host's. There is no worker, so that only the tests append events.</summary>
sealed class ApiHost : IAsyncDisposable
{
    readonly WebApplicationFactory<Program> api;

    ApiHost(string database, string environment, (string Name, string Value)[] settings)
    {
        Database = database;
        api = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment(environment);
            host.UseSetting("ConnectionStrings:realtime", database);
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (name, value) in settings) host.UseSetting(name, value);
            host.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(Log));
        });
    }

    public string Database { get; }

    public KeptLog Log { get; } = new();

    public Conversations Conversations => Service<Conversations>();

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. Service<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    public T Service<T>() where T : notnull => api.Services.GetRequiredService<T>();

    public static Task<ApiHost> Start(params (string Name, string Value)[] settings) => Start("Development", settings);

    public static async Task<ApiHost> Start(string environment, (string Name, string Value)[] settings, string? database = null)
    {
        var host = new ApiHost(database ?? await SharedServers.NewDatabase(), environment, settings);
        try
        {
            await Task.Run(() => host.api.Services);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another node on the same database.</summary>
    public Task<ApiHost> Another(params (string Name, string Value)[] settings) => Start("Development", settings, Database);

    /// <param name="credential">Presented as a bearer token; null presents none.</param>
    public async Task<Answer> Send(HttpMethod method, string path, string? credential = null, HttpContent? body = null,
        Action<HttpRequestMessage>? more = null)
    {
        using var http = api.Server.CreateClient();
        http.Timeout = Patience.Time;
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (credential is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + credential);
        more?.Invoke(request);
        return await Answer.Of(await http.SendAsync(request));
    }

    public Task<Answer> Get(string path, string? credential = null) => Send(HttpMethod.Get, path, credential);

    public Task<Answer> Post(string path, object body, string? credential = null) =>
        Send(HttpMethod.Post, path, credential, System.Net.Http.Json.JsonContent.Create(body));

    /// <summary>Opens a WebSocket.</summary>
    /// <exception cref="InvalidOperationException">The API refused it; the message has its status.</exception>
    public async Task<System.Net.WebSockets.WebSocket> Socket(string path, string credential)
    {
        var client = api.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Authorization = "Bearer " + credential;
        using var patience = Patience.Source();
        return await client.ConnectAsync(new Uri(api.Server.BaseAddress, path), patience.Token);
    }

    public HttpClient Client() => api.Server.CreateClient();

    public WebSocketClient Sockets() => api.Server.CreateWebSocketClient();

    public async Task Execute(string sql)
    {
        await using var command = Service<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();
}
