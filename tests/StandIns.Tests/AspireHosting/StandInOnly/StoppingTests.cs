namespace StandIns.Tests.AspireHosting.StandInOnly;

public sealed class StoppingTests : OwnFolder
{
    [Fact]
    public async Task SIGTERM_stops_all_in_reverse_order_and_leaves_no_process_behind()
    {
        await using var host = await RunningAppHost.HealthyAsync(Folder, ("First__SPAWNS", "true"), ("Postgres", "true"));
        var processes = host.Processes;

        Assert.Equal(0, await host.TerminateAsync());

        Assert.Equal(3, processes.Count);
        Assert.DoesNotContain(processes, RunningAppHost.IsAlive);
        var (second, first) = (IndexOf(host, "[second]", "stopped"), IndexOf(host, "[first]", "stopped"));
        Assert.True(0 < second && second < first, host.Output);
        Assert.Empty(Directory.EnumerateFiles(Folder, "postmaster.pid", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_project_that_will_not_stop_is_killed_with_what_it_started()
    {
        await using var host = await RunningAppHost.HealthyAsync(
            Folder, ("First__STUBBORN", "true"), ("First__SPAWNS", "true"), ("LocalEngine__StopSeconds", "2"));

        Assert.Equal(0, await host.TerminateAsync());

        Assert.DoesNotContain(host.Processes, RunningAppHost.IsAlive);
    }

    [Fact]
    public async Task A_second_signal_waits_for_nobody()
    {
        await using var host = await RunningAppHost.HealthyAsync(Folder, ("First__STUBBORN", "true"), ("LocalEngine__StopSeconds", "600"));
        host.RequestStop();
        await host.SaysAsync("[apphost] Stopping.");

        Assert.Equal(0, await host.TerminateAsync());

        Assert.DoesNotContain(host.Processes, RunningAppHost.IsAlive);
    }

    [Fact]
    public async Task The_start_after_a_kill_ends_what_was_left_behind_and_goes_on()
    {
        await using var killed = await RunningAppHost.HealthyAsync(Folder, ("First__SPAWNS", "true"), ("Postgres", "true"));
        await killed.KillAsync();
        Assert.Contains(killed.Processes, RunningAppHost.IsAlive);

        await using var host = await RunningAppHost.HealthyAsync(Folder, ("Postgres", "true"));

        Assert.Contains("Ending first", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(killed.Processes, RunningAppHost.IsAlive);
        Assert.All(host.Processes, process => Assert.True(RunningAppHost.IsAlive(process)));
    }

    [Fact]
    public async Task A_project_that_dies_later_is_reported_and_the_others_run_on()
    {
        await using var host = await RunningAppHost.HealthyAsync(Folder);

        await host.PostAsync("first", "/die");

        await host.SaysAsync("[apphost] first ended with exit code 7.");
        Assert.NotEqual(0, await host.GetAsync<int>("second", "/pid"));
    }

    private static int IndexOf(RunningAppHost host, string label, string word) =>
        host.Output.Split('\n').ToList().FindIndex(line => line.StartsWith(label, StringComparison.Ordinal) && line.EndsWith(word, StringComparison.Ordinal));
}
