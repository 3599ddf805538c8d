namespace StandIns.Tests.AspireHosting.StandInOnly;

public sealed class StartingTests : OwnFolder
{
    [Fact]
    public async Task A_project_starts_when_what_it_waits_for_is_healthy_and_gets_the_environment_of_the_model()
    {
        await using var host = await RunningAppHost.HealthyAsync(Folder, ("First__SAYS", "hello from the first"));

        Assert.True(
            host.Output.IndexOf("hello from the first", StringComparison.Ordinal) < host.Output.IndexOf("[second]", StringComparison.Ordinal), host.Output);
        var environment = await host.GetAsync<Dictionary<string, string>>("second", "/environment");
        var first = environment["services__first__http__0"];
        Assert.StartsWith("http://localhost:", first, StringComparison.Ordinal);
        Assert.Equal(first, environment["FIRST_HTTP"]);
        Assert.Equal($"the first is at {first}", environment["SENTENCE"]);
        Assert.Equal(RunningAppHost.Secret, environment["SECRET"]);
        Assert.Equal("second", environment["OTEL_SERVICE_NAME"]);
        Assert.StartsWith("service.instance.id=", environment["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
        Assert.Equal(["--tier", "two"], await host.GetAsync<string[]>("second", "/args"));
    }

    [Fact]
    public async Task Replicas_are_processes_of_their_own_that_share_an_address()
    {
        await using var host = await RunningAppHost.HealthyAsync(Folder, ("FirstReplicas", "2"));

        var answering = new HashSet<int>();
        for (var request = 0; request < 10; request++)
        {
            // A connection each: the address spreads connections.
            using var client = new HttpClient();
            var address = (await host.GetAsync<Dictionary<string, string>>("second", "/environment"))["FIRST_HTTP"];
            answering.Add(int.Parse(await client.GetStringAsync(new Uri($"{address}/pid")), null));
        }

        Assert.Equal(2, answering.Count);
    }

    [Fact]
    public async Task A_secret_is_not_printed_even_by_a_project_that_prints_it()
    {
        await using var host = await RunningAppHost.HealthyAsync(Folder, ("Second__SAYS", $"the key is {RunningAppHost.Secret}!"));

        Assert.Contains("the key is ******!", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningAppHost.Secret, host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostgreSQL_keeps_its_data_and_password_between_runs()
    {
        string first;
        await using (var host = await RunningAppHost.HealthyAsync(Folder, ("Postgres", "true")))
        {
            first = (await host.GetAsync<Dictionary<string, string>>("first", "/environment"))["ConnectionStrings__sample"];
            await ExecuteAsync(first, "create table kept (id int)");
        }

        await using var again = await RunningAppHost.HealthyAsync(Folder, ("Postgres", "true"));
        var second = (await again.GetAsync<Dictionary<string, string>>("first", "/environment"))["ConnectionStrings__sample"];

        await ExecuteAsync(second, "insert into kept values (1)");
        var password = new Npgsql.NpgsqlConnectionStringBuilder(second).Password!;
        Assert.Equal(new Npgsql.NpgsqlConnectionStringBuilder(first).Password, password);
        Assert.Equal(22, password.Length);
        Assert.DoesNotContain(password, again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_connection_string_takes_the_place_of_a_server()
    {
        await using var owner = await RunningAppHost.HealthyAsync(Path.Combine(Folder, "owner"), ("Postgres", "true"));
        var given = (await owner.GetAsync<Dictionary<string, string>>("first", "/environment"))["ConnectionStrings__sample"];

        await using var host = await RunningAppHost.HealthyAsync(
            Path.Combine(Folder, "user"), ("Postgres", "true"), ("ConnectionStrings__sample", given), ("First__SAYS", $"I was given {given}"));

        Assert.Equal(given, (await host.GetAsync<Dictionary<string, string>>("first", "/environment"))["ConnectionStrings__sample"]);
        Assert.False(Directory.Exists(Path.Combine(Folder, "user", "volumes")));
        Assert.Contains("I was given Host=", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(new Npgsql.NpgsqlConnectionStringBuilder(given).Password!, host.Output, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
