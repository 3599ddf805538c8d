using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Realtime.Api.Live;
using Realtime.Sessions;

namespace Realtime.Api.Description.AsyncApi;

/// <summary>Every code with which we close a live socket.</summary>
static class CloseCodes
{
    static readonly (WebSocketCloseStatus Code, string When)[] WithoutEnd =
    [
        (WebSocketCloseStatus.InvalidPayloadData, "a text message of the client is not UTF-8; the session goes on"),
        (WebSocketCloseStatus.MessageTooBig, "a message of the client is too large; the session goes on"),
        (LiveCloseCode.Restart, "this node stops; the session goes on, and another node serves it at once"),
        (LiveCloseCode.AccessRevoked, "the credential was revoked or has expired; the session goes on"),
        (OwnerConnection.NoRoom, "the client reads too slowly, or the session has too many sockets; the session goes on"),
        (LiveCloseCode.Damaged, "the log of the conversation is damaged; the reason names the missing version"),
    ];

    public static JsonArray Write()
    {
        var ends = Enum.GetValues<EndReason>().GroupBy(LiveCloseCode.Of)
            .Select(reasons => (Code: reasons.Key, When: "session_ended with " + string.Join(" or ", reasons.Select(EndReasonWords.Word))));
        return new JsonArray([.. ends.Concat(WithoutEnd).OrderBy(close => close.Code)
            .Select(close => new JsonObject { ["code"] = (int)close.Code, ["when"] = close.When })]);
    }
}
