using System.Text;
using System.Text.Json.Nodes;
using Realtime.Simulator.Faults;

namespace Realtime.Simulator.Connections;

/// <summary>Endpoints for tests: list what reached the model, and break an open connection.</summary>
internal static class SessionsEndpoints
{
    public static void MapSessions(this WebApplication app)
    {
        app.MapGet("/sessions", List);
        app.MapGet("/sessions/count",
            (ConnectionList connections) => new { open = connections.Open.Count(), closed = connections.Closed.Count() });
        app.MapGet("/sessions/{id}", Get);
        app.MapGet("/sessions/{id}/messages", Messages);
        app.MapPost("/sessions/{id}/messages", SayAsync);
        app.MapPost("/sessions/{id}/fault", Break);
        app.MapPost("/sessions/{id}/answer", Answer);
    }

    // `match` finds a connection by any value of its query or its x-realtime- headers.
    private static IEnumerable<ConnectionView> List(ConnectionList connections, bool closed = false, string? match = null)
    {
        var records = closed ? connections.Closed.Concat(connections.Open) : connections.Open;
        return records
            .Where(record => match is null || record.Request.Query.Values.Contains(match) || record.Request.Headers.Values.Contains(match))
            .Select(record => record.View());
    }

    private static IResult Get(string id, ConnectionList connections) =>
        connections.Find(id) is { } record ? Results.Ok(record.View()) : Results.NotFound();

    private static IResult Messages(string id, ConnectionList connections) =>
        connections.Find(id) is { } record ? Results.Ok(record.Messages) : Results.NotFound();

    /// <summary>Makes the model send these messages unchanged, one after the other.</summary>
    private static async Task<IResult> SayAsync(string id, JsonArray messages, ConnectionList connections)
    {
        if (connections.Find(id)?.Connection is not { } connection)
            return Results.Problem($"There is no open session {id}.", statusCode: StatusCodes.Status404NotFound);

        using var turn = await connection.Outbox.TakeTurnAsync();
        foreach (var message in messages)
            await connection.Outbox.SendAsync(Encoding.UTF8.GetBytes(message?.ToJsonString() ?? "null"));
        return Results.Accepted();
    }

    private static IResult Answer(string id, ConnectionList connections)
    {
        if (connections.Open.FirstOrDefault(record => record.Id == id) is not { Request.Fault.HandshakeDelay: not null } record)
            return Results.Problem($"There is no open session {id} with a waiting handshake.", statusCode: StatusCodes.Status404NotFound);

        record.HandshakeAnswered.TrySetResult();
        return Results.Accepted();
    }

    private static async Task<IResult> Break(string id, HttpRequest request, ConnectionList connections)
    {
        if (connections.Find(id)?.Connection is not { } connection)
            return Results.Problem($"There is no open session {id}.", statusCode: StatusCodes.Status404NotFound);

        var parameters = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        try
        {
            await connection.BreakAsync(Fault.Parse(parameters.GetValueOrDefault("fault", ""), parameters));
            return Results.Accepted();
        }
        catch (FormatException wrong)
        {
            return Results.Problem(wrong.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
