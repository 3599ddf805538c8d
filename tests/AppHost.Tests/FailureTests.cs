using Aspire.Hosting.ApplicationModel;
using LocalServers.PostgreSql;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHost.Tests;

/// <summary>The state or the log of a resource that fails names the cause, and nothing is lost.</summary>
public sealed class FailureTests
{
    private const string Password = "not-a-secret";

    [Fact]
    public async Task A_wrong_password_is_reported_with_its_setting_and_the_services_wait()
    {
        using var folder = new DataFolder();
        await using var server =
            new PostgreSqlCluster(PostgreSqlPrograms.Require(), new() { DataFolder = folder.Postgres, Password = Password });
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
    public async Task The_services_wait_for_a_database_that_is_down_at_the_start()
    {
        using var folder = new DataFolder();
        await using var server =
            new PostgreSqlCluster(PostgreSqlPrograms.Require(), new() { DataFolder = folder.Postgres, Password = Password });
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
    public async Task Data_of_another_major_version_is_reported_with_both_versions_and_not_changed()
    {
        using var folder = new DataFolder();
        Directory.CreateDirectory(folder.Postgres);
        var version = Path.Combine(folder.Postgres, "PG_VERSION");
        await File.WriteAllTextAsync(version, "9\n");

        await using var model =
            await TestedModel.StartAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        await model.UntilAsync("postgres", now => now.State?.Text == KnownResourceStates.FailedToStart);
        var told = await model.LogLineAsync("postgres", "is of PostgreSQL 9; the programs in");
        Assert.Contains(PostgreSqlPrograms.FolderVariable, told, StringComparison.Ordinal);
        Assert.Equal("9\n", await File.ReadAllTextAsync(version));
        Assert.Single(Directory.GetFileSystemEntries(folder.Postgres));
    }

    [Fact]
    public async Task A_server_that_dies_during_a_run_is_shown_as_exited_and_has_its_data_after_a_restart()
    {
        using var folder = new DataFolder();
        await using var model =
            await TestedModel.HealthyAsync(("Realtime:Servers", "programs"), ("Realtime:Postgres:DataFolder", folder.Postgres));
        using var api = model.Client("api");
        var story = new Story(api, "kept");
        await story.StartAsync();
        await story.UntilAsync("session_started");

        var server = (await File.ReadAllLinesAsync(Path.Combine(folder.Postgres, "postmaster.pid")))[0];
        await Signals.SendAsync("KILL", server);
        await model.UntilAsync("postgres",
            now => now.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state) && now.ExitCode is not 0);

        await model.CommandAsync("postgres", "start");
        await model.States.WaitForResourceHealthyAsync("postgres").WaitAsync(TestedModel.Patience);
        await model.States.WaitForResourceHealthyAsync("api").WaitAsync(TestedModel.Patience);
        Assert.Contains("session_started", await story.UntilAsync("session_requested"));
    }

    [EngineFact]
    public async Task The_server_refuses_a_volume_of_another_major_version_and_says_so()
    {
        var volume = $"realtime-test-{Guid.NewGuid():N}";
        try
        {
            Assert.True(EngineFactAttribute.Docker(
                "run", "--rm", "--user", "postgres", "--volume", $"{volume}:/var/lib/postgresql", "--entrypoint", "sh", "postgres:18.3",
                "-c", "mkdir -m 700 /var/lib/postgresql/data && initdb -D /var/lib/postgresql/data > /dev/null && echo 9 > "
                + "/var/lib/postgresql/data/PG_VERSION"));
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
        var change = await model.UntilAsync(resource,
            now => now.HealthReports.Any(report => report.Status == HealthStatus.Unhealthy && report.Description is not null));
        return change.Snapshot.HealthReports[0].Description!;
    }
}
