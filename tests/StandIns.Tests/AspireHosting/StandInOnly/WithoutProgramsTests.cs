using System.Runtime.Versioning;

namespace StandIns.Tests.AspireHosting.StandInOnly;

/// <summary>A machine without PostgreSQL's programs, with or without something that passes for a container engine.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class WithoutProgramsTests : OwnFolder
{
    private string Tools => Directory.CreateDirectory(Path.Combine(Folder, "tools")).FullName;

    [Fact]
    public async Task Without_programs_and_without_a_container_engine_one_sentence_says_what_to_install()
    {
        await using var host = RunningAppHost.Start(
            Folder, ("Postgres", "true"), ("POSTGRESQL_PROGRAMS", "/nowhere"), ("PATH", Tools));

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("postgres cannot start. PostgreSQL's programs (initdb, pg_ctl, postgres) were not found. Install them", host.Output, StringComparison.Ordinal);
        Assert.Contains("A running docker or podman would do too, and so would a server of yours: ConnectionStrings__postgres", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_engine_gets_the_image_a_loopback_port_a_volume_and_no_password_on_its_command_line()
    {
        // An engine that notes what it is told, and whose container ends at once.
        var engine = Path.Combine(Tools, "docker");
        await File.WriteAllTextAsync(engine, $"#!/bin/sh\necho \"$@\" >> {Folder}/told\n[ $1 = run ] && echo no such image && exit 3\nexit 0\n");
        File.SetUnixFileMode(engine, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await using var host = RunningAppHost.Start(
            Folder, ("Postgres", "true"), ("POSTGRESQL_PROGRAMS", "/nowhere"), ("PATH", Tools), ("Parameters__postgres-password", "another-secret"));

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("postgres ended with exit code 3 before it was healthy. Its last lines:", host.Output, StringComparison.Ordinal);
        var told = (await File.ReadAllLinesAsync(Path.Combine(Folder, "told"))).Single(line => line.StartsWith("run ", StringComparison.Ordinal));
        Assert.Matches(@"--publish 127\.0\.0\.1:\d+:5432 --volume standins\.apphost-[0-9a-f]+-postgres-data:/var/lib/postgresql/data ", told);
        Assert.Contains("--env POSTGRES_PASSWORD ", told, StringComparison.Ordinal);
        Assert.EndsWith("docker.io/library/postgres:17.6", told, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", told + host.Output, StringComparison.Ordinal);
    }
}
