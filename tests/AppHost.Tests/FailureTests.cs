using Aspire.Hosting.ApplicationModel;
using LocalServers.PostgreSql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHost.Tests;

/// <summary>What goes wrong is told by name, in the state or the log of the resource that it happens to, and nothing is lost.</summary>
public sealed class FailureTests
{
    private const string Password = "not-a-secret";

    [Fact]
    public async Task A_connection_string_with_the_wrong_password_is_told_by_its_setting_and_everything_waits()
    {
        using var folder = new DataFolder();
        await using var server = new PostgreSqlCluster(PostgreSqlPrograms.Require(), new() { DataFolder = folder.Postgres, Password = Password });
        await server.StartAsync();
        var wrong = server.ConnectionString("postgres").Replace(Password, "another", StringComparison.Ordinal);

        await using var model = await TestedModel.StartAsync(("ConnectionStrings:realtime", wrong));
        var told = await ReasonAsync(model, "realtime");
        Assert.Contains("ConnectionStrings:realtime", told, StringComparison.Ordinal);
        Assert.Contains("password authentication failed", told, StringComparison.Ordinal);
        Assert.DoesNotContain("another", told, StringComparison.Ordinal);
        await model.UntilAsync("worker", now => now.State?.Text == KnownResourceStates.Waiting);
    }

    [Fact]
    public async Task A_database_that_is_away_at_the_start_is_waited_for()
    {
        using var folder = new DataFolder();
        await using var server = new PostgreSqlCluster(PostgreSqlPrograms.Require(), new() { DataFolder = folder.Postgres, Password = Password });
        await server.StartAsync();
        await server.CreateDatabaseAsync("realtime");
        await server.StopAsync();

        await using var model = await TestedModel.StartAsync(("ConnectionStrings:realtime", server.ConnectionString("realtime")));
        Assert.Contains($"127.0.0.1:{server.Port}/realtime", await ReasonAsync(model, "realtime"), StringComparison.Ordinal);
        await server.StartAsync();
        await model.States.WaitForResourceHealthyAsync("api").WaitAsync(TestedModel.Patience);
        await model.DisposeAsync();
    }

    [Fact]
    public async Task Data_of_another_major_version_is_told_by_both_versions_and_left_as_it_is()
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(folder.Postgres);
        var version = Path.Combine(folder.Postgres, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n");

        await using var model = await TestedModel.StartAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        await model.UntilAsync("postgres", now => now.State?.Text == KnownResourceStates.FailedToStart);
        var told = await model.LogLineAsync("postgres", "PostgreSQL 9 made the data in");
        Assert.Contains(PostgreSqlPrograms.FolderVariable, told, StringComparison.Ordinal);
        Assert.Equal("9\n", await File.ReadAllTextAsync(version));
        Assert.Single(Directory.GetFileSystemEntries(folder.Postgres));
    }

    [Fact]
    public async Task A_server_that_dies_in_mid_run_shows_it_and_comes_back_with_its_data_when_it_is_started_again()
    {
        using var folder = new DataFolder();
        await using var model = await TestedModel.HealthyAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        using var api = model.Client("api");
        var story = new Story(api, "kept");
        await story.StartAsync();
        await story.UntilAsync("session_started");

        var server = (await File.ReadAllLinesAsync(Path.Combine(folder.Postgres, "postmaster.pid")))[0];
        await Signals.SendAsync("KILL", server);
        await model.UntilAsync("postgres", now => now.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state) && now.ExitCode is not 0);

        await model.CommandAsync("postgres", "start");
        await model.States.WaitForResourceHealthyAsync("postgres").WaitAsync(TestedModel.Patience);
        await model.States.WaitForResourceHealthyAsync("api").WaitAsync(TestedModel.Patience);
        Assert.Contains("session_started", await story.UntilAsync("session_requested"));
    }

    [EngineFact]
    public async Task A_volume_of_another_major_version_is_refused_by_the_server_which_says_so()
    {
        var volume = $"realtime-test-{Guid.NewGuid():N}";
        try
        {
            Assert.True(EngineFactAttribute.Docker(
                "run", "--rm", "--user", "postgres", "--volume", $"{volume}:/var/lib/postgresql", "--entrypoint", "sh", "postgres:18.3",
                "-c", "mkdir -m 700 /var/lib/postgresql/data && initdb -D /var/lib/postgresql/data > /dev/null && echo 9 > /var/lib/postgresql/data/PG_VERSION"));
            await using var model = await TestedModel.StartAsync(("Realtime:Servers", "containers"), ("Realtime:Postgres:Volume", volume));
            await model.UntilAsync("postgres", now => now.State?.Text == KnownResourceStates.Exited);
            Assert.Contains("PostgreSQL version 9", await model.LogLineAsync("postgres", "was initialized by"), StringComparison.Ordinal);
        }
        finally
        {
            EngineFactAttribute.RemoveVolume(volume);
        }
    }

    private static async Task<string> ReasonAsync(TestedModel model, string resource)
    {
        var change = await model.UntilAsync(resource, now => now.HealthReports.Any(report => report.Status == HealthStatus.Unhealthy && report.Description is not null));
        return change.Snapshot.HealthReports[0].Description!;
    }
}
