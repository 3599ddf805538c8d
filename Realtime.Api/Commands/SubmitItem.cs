using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Limits;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.Api.Workers;
using Realtime.Sessions;

namespace Realtime.Api.Commands;

/// <summary>An item in the provider's shape. Respond asks for an answer to it; it is true for a user's message if it is left out.</summary>
sealed record ItemRequest(JsonElement Item, string? InputId = null, string? PreviousItemId = null, bool? Respond = null);

/// <summary>The item is on the record under its id; command_delivered tells when the model took it.</summary>
/// <param name="UnknownFields">The JSON paths of what the API does not know and passes to the model; left out if there are none.</param>
sealed record ItemAccepted(string InputId, string ItemId, long Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? UnknownFields = null);

static class SubmitItem
{
    /// <summary>Images go to the session's owner; the log gets references to them.</summary>
    public static async Task<Accepted<ItemAccepted>> Handle(
        string conversation, Guid session, HttpContext context, ClaimsPrincipal caller, IOptions<ApiOptions> options,
        IOptions<JsonOptions> json, SessionRequests requests, ImageTransfers transfers, LargeBodies bodies, CancellationToken ct)
    {
        using var held = bodies.New();
        var request = await Read(context.Request, options.Value, json.Value, held, ct);
        var inputId = InputIds.Of(request.InputId, context);
        if (request.PreviousItemId is { } previous) ItemIds.Check("previousItemId", previous);
        var given = MessageItem.Read(request.Item, session, inputId, options.Value);
        var key = caller.Conversation(conversation);
        var command = new ItemSubmitted(session, inputId, given.Item, request.PreviousItemId, request.Respond ?? given.IsOfUser)
        {
            Images = given.Images.Count == 0 ? null : [.. given.Images.Select(image => image.Reference)],
        };
        if (given.Images.Count > 0 && !await requests.IsRepeat(key, command, ct))
        {
            foreach (var (reference, bytes) in given.Images) await transfers.Send(key, session, inputId, reference.Sha256, bytes, ct);
        }

        return TypedResults.Accepted((string?)null, new ItemAccepted(inputId, command.ItemId, await requests.Submit(key, command, ct),
            given.UnknownFields.Count == 0 ? null : given.UnknownFields));
    }

    static async Task<ItemRequest> Read(HttpRequest request, ApiOptions options, JsonOptions json, LargeBodies.Body held,
        CancellationToken ct)
    {
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException("The body must be JSON.", StatusCodes.Status415UnsupportedMediaType);
        // Base64 is a third longer than its bytes.
        var most = options.MaximumImageBytes / 3 * 4 + 2 * JsonTexts.MostBytes;
        var body = await held.Read(request.Body, most, ct)
            ?? throw new TooLargeException(
                $"The images of an item may have at most {options.MaximumImageBytes} bytes together: send smaller ones.");
        held.Add(2L * body.Length); // the parsed text and the decoded images
        try
        {
            var item = JsonSerializer.Deserialize<ItemRequest>(body.Span, json.SerializerOptions);
            return item is { Item.ValueKind: JsonValueKind.Object } ? item
                : throw new InvalidOptionsException("item", "item must be an object in the provider's shape.");
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The JSON cannot be read.", e);
        }
    }
}
