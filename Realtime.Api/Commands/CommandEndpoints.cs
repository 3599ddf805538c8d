using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Realtime.Api.Description;
using Realtime.Api.Problems;

namespace Realtime.Api.Commands;

/// <summary>The command is on the record; command_delivered or command_refused tells what became of it.</summary>
/// <param name="UnknownFields">The JSON paths of what the API does not know and passes to the model; left out if there are none.</param>
sealed record CommandAccepted(string InputId, long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? UnknownFields = null);

/// <summary>What clients ask of a session's model over HTTP, beside texts, audio and answers to tool calls.</summary>
static class CommandEndpoints
{
    public static void MapCommands(this RouteGroupBuilder session)
    {
        var commands = session.MapGroup("").Refuses(ProblemTypes.InputOverloaded, ProblemTypes.IdempotencyConflict);
        commands.MapPost("/items", SubmitItem.Handle).WithSummary("Add a message, with images, to the model's conversation")
            .Accepts<ItemRequest>("application/json").WithMetadata(new DisableRequestSizeLimitAttribute()) // Realtime:MaximumImageBytes
            .Refuses(ProblemTypes.SessionNotStarted, ProblemTypes.OwnerUnreachable);
        commands.MapPost("/items/{item}/retrieve", ItemCommands.Retrieve)
            .WithSummary("Ask the model for an item as it has it; item_retrieved follows");
        commands.MapDelete("/items/{item}", ItemCommands.Delete).WithSummary("Delete an item from the model's conversation");
        commands.MapPost("/responses", ResponseCommands.Request)
            .WithSummary("Ask for a response now, with options; conversation none runs it beside the conversation");
        commands.MapPost("/responses/cancel", ResponseCommands.Cancel).WithSummary("Stop the response that is running, or the one named");
        commands.MapPost("/audio/clear", InputCommands.Clear).WithSummary("Forget the input audio that is not yet an item");
        commands.MapPost("/audio/commit", InputCommands.Commit).WithSummary("Make an item of the input audio now");
        commands.MapPost("/approvals/{request}", AnswerApproval.Handle).WithSummary("Allow or refuse a call of an MCP server's tool");
    }
}
