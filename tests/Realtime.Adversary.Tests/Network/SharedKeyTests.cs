using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Network;

/// <summary>The services' own key can change while they run, and a role that may only read events never sees it.</summary>
public sealed partial class SharedKeyTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_new_key_takes_effect_without_a_gap_and_the_old_one_is_valid_until_the_next()
    {
        var stack = await StartStack(StackSettings.Default);
        var before = await Key(stack);
        var session = (await stack.StartSessions(1))[0];
        (await session.TryAudio(Speech.Silence(100))).MustBe(HttpStatusCode.Accepted);

        await Rotate(stack);
        var now = await Key(stack);
        Assert.NotEqual(before, now);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized),
            (await Ask(stack, now), await Ask(stack, before), await Ask(stack, "guessed")));
        var next = (await stack.StartSessions(1))[0]; // by the API, with the key that it knew
        (await next.TryAudio(Speech.Silence(100))).MustBe(HttpStatusCode.Accepted);

        await Rotate(stack);
        await Patience.Until(async () => await Ask(stack, before) is HttpStatusCode.Unauthorized, "the oldest key refused");
        Assert.Equal(HttpStatusCode.OK, await Ask(stack, now));
        await Patience.Until(async () => (await stack.StartSessions(1))[0] is var last
            && (await last.TryAudio(Speech.Silence(100))).Status is HttpStatusCode.Accepted, "audio under the newest key");
    }

    [Fact]
    public async Task A_role_that_may_only_read_events_cannot_read_the_key()
    {
        var stack = await StartStack(StackSettings.Default);
        await stack.StartSessions(1);
        var role = $"reader_{Guid.NewGuid():N}";
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var connection = await database.OpenConnectionAsync();
        await Run(connection, Documented("a role that reads events").Replace("realtime_reader", role, StringComparison.Ordinal));
        try
        {
            await Run(connection, $"set role {role}");
            await using (var events = new NpgsqlCommand("select count(*) from mt_events", connection))
                Assert.True(await events.ExecuteScalarAsync() is > 0L);
            await using var secret = new NpgsqlCommand("select value from realtime.secret", connection);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
                (await Assert.ThrowsAsync<PostgresException>(() => secret.ExecuteScalarAsync())).SqlState);
        }
        finally
        {
            await Run(connection, $"reset role; drop owned by {role}; drop role {role}");
        }
    }

    static async Task Rotate(RealtimeStack stack)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var connection = await database.OpenConnectionAsync();
        await Run(connection, Documented("a new key"));
    }

    static async Task<string> Key(RealtimeStack stack)
    {
        await stack.Remains();
        return (await InternalKey.Of(stack.Database))!;
    }

    /// <summary>The time between two questions: at most one unknown key a second is looked up.</summary>
    static async Task<HttpStatusCode> Ask(RealtimeStack stack, string key)
    {
        using var http = new HttpClient { BaseAddress = stack.Workers[0].Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await http.GetAsync(new Uri("/internal/remains", UriKind.Relative));
        return answer.StatusCode;
    }

    static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The statements of docs/production.md, so that they are tested.</summary>
    static string Documented(string what)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "production.md"));
        return Statements().Matches(page).Select(m => m.Groups[1].Value)
            .Single(sql => sql.StartsWith($"-- {what}", StringComparison.Ordinal));
    }

    [GeneratedRegex("^```sql\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Statements();
}
