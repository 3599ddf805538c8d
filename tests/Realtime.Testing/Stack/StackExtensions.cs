using System.Net;
using System.Text.Json;
using Npgsql;
using Realtime.Testing.Client;
using Realtime.Testing.Services;

namespace Realtime.Testing.Stack;

public static class StackExtensions
{
    /// <summary>Starts this many sessions, each in a conversation of its own, and waits until all have started.</summary>
    public static async Task<SessionClient[]> StartSessions(this RealtimeStack stack, int count, object? options = null) =>
        await Task.WhenAll(Enumerable.Range(0, count)
            .Select(async _ => await (await stack.Client.NewConversation().Start(options)).Started()));

    /// <summary>Waits for a claim of the session; returns the worker process that the last claim names.</summary>
    public static async Task<ServiceProcess> OwnerOf(this RealtimeStack stack, SessionClient session)
    {
        await using var follower = session.Conversation.Follow();
        await follower.Until("session_claimed", session.Id);
        // Clients do not see a worker's address, and a worker that has stopped is not listed: the log has it.
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var claim = database.CreateCommand(
            """
            select data ->> 'address' from mt_events where stream_id = $1 and type = 'session_claimed' and data ->> 'sessionId' = $2
            order by version desc limit 1
            """);
        claim.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.Conversation.Id });
        claim.Parameters.Add(new NpgsqlParameter<string> { TypedValue = session.Id.ToString() });
        var address = new Uri((string)(await claim.ExecuteScalarAsync())!);
        return stack.Workers.Single(worker => worker.Address == address);
    }

    /// <summary>What the first worker still holds.</summary>
    public static Task<Remains> Remains(this RealtimeStack stack) => Client.Remains.Of(stack.Workers[0].Address, stack.Database);

    /// <summary>The workers that the API lists, by their addresses.</summary>
    public static async Task<IReadOnlyDictionary<Uri, JsonElement>> ListedWorkers(this RealtimeStack stack) =>
        (await stack.Client.Get("/workers")).MustBe(HttpStatusCode.OK).Json.GetProperty("workers").EnumerateArray()
            .ToDictionary(worker => new Uri(worker.GetProperty("address").GetString()!));

    public static async Task<string> IdOf(this RealtimeStack stack, ServiceProcess worker) =>
        (await stack.ListedWorkers())[worker.Address].GetProperty("id").GetString()!;

    public static async Task<Answer> Drain(this RealtimeStack stack, ServiceProcess worker) =>
        await stack.Client.Post($"/workers/{await stack.IdOf(worker)}/drain");

    public static async Task<IReadOnlyList<SessionClient>> OwnedBy(this RealtimeStack stack, ServiceProcess worker,
        IEnumerable<SessionClient> sessions)
    {
        var owned = new List<SessionClient>();
        foreach (var session in sessions)
            if (await stack.OwnerOf(session) == worker) owned.Add(session);
        return owned;
    }

    /// <summary>Makes the API believe that the workers have room: writes a wrong capacity into the table that it reads.</summary>
    public static async Task PretendRoom(this RealtimeStack stack)
    {
        await using var database = NpgsqlDataSource.Create(stack.Database + ";Pooling=false");
        await using var room = database.CreateCommand("update realtime.worker set capacity = 1000");
        await room.ExecuteNonQueryAsync();
    }
}
