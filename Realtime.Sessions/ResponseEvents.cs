using System.Text.Json.Serialization;

namespace Realtime.Sessions;

/// <summary>The model has begun a response.</summary>
/// <param name="ResponseId">The provider's id of the response.</param>
public sealed record ResponseStarted(Guid SessionId, string ResponseId) : SessionEvent(SessionId)
{
    /// <summary>True if the response runs beside the conversation and is no turn of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OutOfBand { get; init; }
}

/// <summary>A response is over.</summary>
/// <param name="ResponseId">The provider's id of the response.</param>
/// <param name="Status">How it ended: completed, cancelled, failed or incomplete.</param>
/// <param name="Usage">The tokens that it used; null if the provider does not send them.</param>
public sealed record ResponseDone(Guid SessionId, string ResponseId, string Status, TokenUsage? Usage) : SessionEvent(SessionId)
{
    /// <summary>True if the response ran beside the conversation and is no turn of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OutOfBand { get; init; }

    /// <summary>Why the response is not complete; null if the provider does not say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResponseDetails? Details { get; init; }

    /// <summary>The model whose price counts, as the provider names it; null if it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>What <see cref="Usage"/> costs; null if it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Cost? Cost { get; init; }
}

/// <summary>Why a response is not complete.</summary>
/// <param name="Reason">For example turn_detected, client_cancelled, max_output_tokens or content_filter; null if there is none.</param>
/// <param name="Code">The code of a failed response's error; null for other responses.</param>
/// <param name="Message">The error's words; null for other responses.</param>
public sealed record ResponseDetails(string? Reason, string? Code, string? Message);

/// <summary>The provider lists the tools of an MCP server, which the model calls by itself. The tools are in the item.</summary>
/// <param name="ItemId">The item of the list; its <see cref="ItemDone"/> has the tools.</param>
/// <param name="Status">How far it is: in_progress, completed or failed.</param>
public sealed record McpListChanged(Guid SessionId, string ItemId, string Status) : SessionEvent(SessionId);

/// <summary>
/// The model calls a tool of an MCP server. The server, the arguments, the output and the error are in the item, as are requests for an
/// approval and their answers.
/// </summary>
/// <param name="ItemId">The item of the call.</param>
/// <param name="Status">How far it is: in_progress, completed or failed.</param>
public sealed record McpCallChanged(Guid SessionId, string ItemId, string Status) : SessionEvent(SessionId);

/// <summary>The model calls a tool, and waits for a client's answer. It appears once the call's response is done.</summary>
/// <param name="CallId">The provider's id of the call, under which clients answer.</param>
/// <param name="Name">The name of the tool.</param>
/// <param name="Arguments">The arguments as the model wrote them: JSON in a string, if the model keeps to its schema.</param>
public sealed record HandoffRequested(Guid SessionId, string CallId, string Name, string Arguments) : SessionEvent(SessionId);

/// <summary>
/// A tool call has its answer, from a client, from a live driver, or from the worker that closed it. Only the first answer counts.
/// </summary>
/// <param name="CallId">The id of the <see cref="HandoffRequested"/>.</param>
/// <param name="Output">The answer of a client or a live driver; null if the worker closed the call.</param>
/// <param name="Failure">Why the worker closed the call, as it told the model; null if the call was answered.</param>
public sealed record HandoffAnswered(Guid SessionId, string CallId, string? Output, string? Failure) : SessionEvent(SessionId);

/// <summary>A limit of the provider, or what remains of it, has changed.</summary>
/// <param name="Limits">All limits that the provider named.</param>
public sealed record RateLimitsChanged(Guid SessionId, IReadOnlyList<RateLimit> Limits) : SessionEvent(SessionId)
{
    /// <summary>The time of the reset passes by itself, and is no change.</summary>
    public bool IsAs(RateLimitsChanged other) => Limits.Select(limit => limit with { ResetSeconds = null })
        .SequenceEqual(other.Limits.Select(limit => limit with { ResetSeconds = null }));
}

/// <summary>One limit of the provider. A number that it does not send is null.</summary>
/// <param name="Name">What is limited, for example requests or tokens; null if the provider does not say.</param>
/// <param name="Limit">How many requests or tokens the provider allows in its period.</param>
/// <param name="Remaining">How many requests or tokens are left.</param>
/// <param name="ResetSeconds">How long until the limit is whole again.</param>
public sealed record RateLimit(string? Name, long? Limit, long? Remaining, double? ResetSeconds);

/// <summary>The provider has sent an error, and the session goes on.</summary>
/// <param name="Code">The provider's code of the error.</param>
/// <param name="Message">The provider's words, and what the session goes on without.</param>
public sealed record UpstreamWarned(Guid SessionId, string Code, string Message) : SessionEvent(SessionId);
