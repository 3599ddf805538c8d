using System.Net;
using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Identity;

/// <summary>Names that the store reserves.</summary>
[Collection(IdentityServices.Tests)]
public sealed class ReservedNameTests(IdentityServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Theory]
    [InlineData("mt_tombstone")]
    [InlineData("mt_anything")]
    [InlineData("MT_tombstone")]
    [InlineData("Mt_")]
    public async Task No_conversation_begins_under_the_stores_names(string name)
    {
        var refused = await Api.Post($"/conversations/{name}/sessions", new { });
        refused.MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        Assert.Contains("mt_", refused.Json.GetProperty("errors").GetProperty("conversation")[0].GetString(), StringComparison.Ordinal);
        (await Api.Get($"/conversations/{name}")).MustBeRefused(HttpStatusCode.NotFound, "unknown-conversation");
    }

    /// <summary>The first version let clients use them; Marten's rows are in the same stream.</summary>
    [Fact]
    public async Task An_older_conversation_of_such_a_name_is_read_sealed_and_verified()
    {
        var stack = await StartStack(StackSettings.Default);
        await using (var log = await FirstVersionLog.Open(stack.Database))
        {
            await log.Session("mt_tombstone", Guid.CreateVersion7());
            await log.Session("mt_meeting", Guid.CreateVersion7());
        }

        await Execute(stack,
            """
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
            values (nextval('mt_events_sequence'), gen_random_uuid(), 'mt_tombstone', 1000, '{}', 'tombstone', now(), '*DEFAULT*', 'Marten.Events.Tombstone, Marten')
            """);
        await Patience.Until(async () => (await stack.Client.Get("/audit/verify")).Json.GetProperty("sealing").GetProperty("behind")
            .GetInt64() == 0, "everything sealed");

        foreach (var name in new[] { "mt_tombstone", "mt_meeting" })
        {
            var verified = (await stack.Client.Get($"/audit/verify?conversation={name}")).MustBe(HttpStatusCode.OK).Json;
            Assert.Equal((true, 2, 2),
                (verified.GetProperty("intact").GetBoolean(), verified.GetProperty("events").GetInt32(),
                    verified.GetProperty("seals").GetInt32()));
        }

        Assert.Equal(4, (await stack.Client.Get("/audit/verify")).Json.GetProperty("events").GetInt32());
        (await stack.Client.Post("/conversations/mt_tombstone/sessions", new { }))
            .MustBeRefused(HttpStatusCode.BadRequest, "invalid-options");
        var goesOn = await (await new ConversationClient(stack.Client, "mt_meeting").Start()).Started();
        (await goesOn.TryEnd()).MustBe(HttpStatusCode.OK);

        // Verification finds a change to it.
        await Execute(stack, "update mt_events set data = data || '{\"forged\": true}' where stream_id = 'mt_tombstone' and version = 2");
        Assert.False((await stack.Client.Get("/audit/verify?conversation=mt_tombstone")).Json.GetProperty("intact").GetBoolean());
    }

    static async Task Execute(RealtimeStack stack, string sql)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
