using System.Net;
using System.Text.Json;
using Realtime.Testing.Servers;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Network;

/// <summary>What an unauthenticated client learns at a port.</summary>
public sealed class HealthTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task Health_shows_a_stranger_only_names_and_statuses()
    {
        await using var database = await PostgresServer.Create();
        var stack = await StartStack(new StackSettings { Database = database.ConnectionString });
        await database.Stop();
        foreach (var service in (Uri[])[stack.Api.Address, stack.Workers[0].Address])
        {
            using var http = new HttpClient { BaseAddress = service };
            JsonElement told = default;
            await Patience.Until(async () =>
            {
                using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative));
                told = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
                return answer.StatusCode is HttpStatusCode.ServiceUnavailable;
            }, "unhealthy");
            Assert.Equal(["status", "version", "checks"], told.EnumerateObject().Select(p => p.Name));
            Assert.Equal("Unhealthy", told.GetProperty("checks").GetProperty("database").GetProperty("status").GetString());
            Assert.All(told.GetProperty("checks").EnumerateObject(),
                check => Assert.Equal(["status"], check.Value.EnumerateObject().Select(p => p.Name)));
        }

        await database.Start();
        await Patience.Until(async () => await stack.Api.Health() == "Healthy" && await stack.Workers[0].Health("database") == "Healthy",
            "healthy again");
        await CloseStacks(); // before their database is removed
    }
}
