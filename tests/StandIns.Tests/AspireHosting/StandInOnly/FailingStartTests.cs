using System.Net;
using System.Net.Sockets;

namespace StandIns.Tests.AspireHosting.StandInOnly;

public sealed class FailingStartTests : OwnFolder
{
    [Fact]
    public async Task A_project_that_dies_at_its_start_is_named_with_its_last_lines_and_nothing_stays_behind()
    {
        await using var host = RunningAppHost.Start(Folder, ("Second__DIES", "3"));

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("[apphost] second ended with exit code 3 before it was healthy. Its last lines:", host.Output, StringComparison.Ordinal);
        Assert.Contains("[apphost]     something is missing", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Processes, RunningAppHost.IsAlive);
    }

    [Fact]
    public async Task A_project_that_never_gets_healthy_is_named_with_what_it_answered()
    {
        await using var host = RunningAppHost.Start(Folder, ("First__SICK", "true"), ("LocalEngine__StartSeconds", "4"));

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("first was not healthy within 4 s: GET /health answered 503, not 200.", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("[second]", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Processes, RunningAppHost.IsAlive);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var host = RunningAppHost.Start(Folder, ("SecondPort", $"{port}"));

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains($"second cannot start: port {port} is in use by another process", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Processes, RunningAppHost.IsAlive);
    }

    [Fact]
    public async Task A_parameter_without_a_value_is_named()
    {
        await using var host = RunningAppHost.Start(Folder, ("Parameters__secret", null));

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("Parameter 'secret' has no value", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_host_of_the_same_application_is_refused()
    {
        await using var host = await RunningAppHost.HealthyAsync(Folder);

        await using var second = RunningAppHost.Start(Folder);

        Assert.Equal(1, await second.ExitCodeAsync());
        Assert.Contains("This application is running already as process", second.Output, StringComparison.Ordinal);
        Assert.All(host.Processes, process => Assert.True(RunningAppHost.IsAlive(process)));
    }
}
