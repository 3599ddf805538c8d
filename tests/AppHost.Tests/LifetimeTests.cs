using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AppHost.Tests;

/// <summary>How a run ends, and what prevents a run from starting.</summary>
public sealed class LifetimeTests
{
    [Theory]
    [InlineData("INT", "server_shutdown")]
    [InlineData("TERM", "server_shutdown")]
    [InlineData("KILL", null)]
    public async Task However_a_run_ends_none_of_its_processes_remain_and_the_next_run_has_its_data(string signal, string? reason)
    {
        using var folder = new DataFolder();
        Guid session;
        await using (var first = await RunningModel.HealthyAsync(folder))
        {
            var story = new Story(first.Api, "kept");
            session = await story.StartAsync();
            await story.UntilAsync("session_started");
            await first.SignalAsync(signal);
            await Leftovers.GoneAsync(folder, first.Port);
        }

        await using var second = await RunningModel.HealthyAsync(folder);
        var kept = new Story(second.Api, "kept");
        await kept.UntilAsync("session_ended");
        var end = (await kept.EventsAsync()).Single(each => (string?)each["type"] == "session_ended");
        Assert.Equal(session, (Guid)end["sessionId"]!);
        if (reason is not null) Assert.Equal(reason, (string?)end["data"]!["reason"]);
        Assert.True((bool?)(await second.Api.GetFromJsonAsync<JsonNode>("/audit/verify"))!["intact"]);
    }

    [Fact]
    public async Task A_second_run_on_the_same_data_is_refused_with_the_folders_name_and_the_first_goes_on()
    {
        using var folder = new DataFolder();
        await using var first = await RunningModel.HealthyAsync(folder);
        var (exitCode, output) = await RunningModel.RefusedAsync(folder);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(folder.Postgres, output, StringComparison.Ordinal);
        Assert.Contains("Realtime:Postgres:DataFolder", output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await first.Api.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_reported_with_its_setting()
    {
        using var folder = new DataFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var (exitCode, output) = await RunningModel.RefusedAsync(folder, ("Realtime__Api__Port", port));
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"port {port} (Realtime:Api:Port)", output, StringComparison.Ordinal);
        Assert.Matches("dotnet run --project AppHost -- --Realtime:Api:Port=[0-9]+", output);
        Assert.DoesNotContain($"Realtime:Api:Port={port}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_PostgreSQL_the_message_says_what_to_install()
    {
        using var folder = new DataFolder();
        var dotnet = Path.GetDirectoryName(Environment.ProcessPath)!;
        var (exitCode, output) =
            await RunningModel.RefusedAsync(folder, ("Realtime__Servers", ""), ("PATH", dotnet), ("POSTGRESQL_PROGRAMS", folder.Path));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("apt install postgresql", output, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:realtime", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Realtime__Servers", "virtual machines", "containers or programs")]
    [InlineData("Realtime__Messaging", "kafka", "must be rabbitmq")]
    [InlineData(
        "ConnectionStrings__realtime", "password=hidden; nonsense", "ConnectionStrings:realtime is not a PostgreSQL connection string")]
    public async Task An_invalid_setting_is_reported_with_its_name(string name, string value, string told)
    {
        using var folder = new DataFolder();
        var (exitCode, output) = await RunningModel.RefusedAsync(folder, (name, value));
        Assert.NotEqual(0, exitCode);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", output, StringComparison.Ordinal);
    }
}
