using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Realtime.Access.Tests.Stack;
using Realtime.Testing.Client;

namespace Realtime.Contract.Tests.Stack;

/// <summary>An API with every route that settings can add, and its descriptions.</summary>
public sealed class DescribedApi : IAsyncLifetime
{
    public const string Tests = "described";
    ApiHost api = null!;

    public JsonElement OpenApi { get; private set; }

    public JsonElement AsyncApi { get; private set; }

    public Task<Answer> Get(string path) => api.Get(path);

    public IReadOnlyList<RouteEndpoint> Routes => api.Routes;

    public async Task InitializeAsync()
    {
        api = await ApiHost.Start(("Realtime:Access:SignIn:Authority", "http://localhost:1"), ("Realtime:Access:SignIn:ClientId", "api"));
        AsyncApi = (await api.Get("/asyncapi/v1.json")).MustBe(System.Net.HttpStatusCode.OK).Json;
        OpenApi = (await api.Get("/openapi/v1.json")).MustBe(System.Net.HttpStatusCode.OK).Json;
    }

    public async Task DisposeAsync() => await api.DisposeAsync();
}

[CollectionDefinition(DescribedApi.Tests)]
public sealed class DescribedApiDefinition : ICollectionFixture<DescribedApi>;
