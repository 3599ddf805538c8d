using System.Buffers;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Realtime.Api.Access;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.ServiceDefaults;
using Realtime.Sessions;

namespace Realtime.Api.Events;

/// <summary>
/// A conversation as Server-Sent Events: id is the version, event the type, data the event on one line. A follower that takes nothing for
/// too long is disconnected and resumes with Last-Event-ID.
/// </summary>
sealed partial class EventStream(
    Tail tail, IOptions<ApiOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<EventStream> logger)
{
    static readonly Meter Meter = new("Realtime.Api");
    static readonly Counter<long> Dropped = Meter.CreateCounter<long>("realtime.clients.dropped", "{client}",
        "Clients that were disconnected because they did not keep up, by kind");

    /// <summary>The words in the last message of a stream whose node stops.</summary>
    public const string Stopping = "This node stops: connect again with Last-Event-ID, and another node goes on.";

    public async Task Write(ConversationKey conversation, long after, HttpResponse response, CancellationToken ct)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no"; // proxies pass each event on at once
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();

        var revoked = AccessEnd.Of(response.HttpContext);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping, revoked);
        var body = response.BodyWriter;
        var heartbeat = TimeSpan.FromSeconds(options.Value.HeartbeatSeconds);
        try
        {
            body.Write("retry: 1000\n\n"u8);
            await Flush(body, stop.Token);
            response.HttpContext.EndSpan(StatusCodes.Status200OK);
            var events = tail.Follow(conversation, after, stop.Token).GetAsyncEnumerator(stop.Token);
            var next = Task.FromResult(false);
            try
            {
                next = events.MoveNextAsync().AsTask();
                while (true)
                {
                    if (await Quiet(next, heartbeat)) body.Write(": heartbeat\n\n"u8);
                    else if (!await next) return;
                    else
                    {
                        foreach (var e in events.Current) Write(body, e);
                        next = events.MoveNextAsync().AsTask();
                    }

                    await Flush(body, stop.Token);
                }
            }
            finally
            {
                await stop.CancelAsync(); // an enumerator must not be disposed while it reads
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await events.DisposeAsync();
            }
        }
        catch (DamagedConversationException damaged)
        {
            WriteLast(body, ProblemTypes.ConversationDamaged, damaged.Message, damaged.Version);
            await body.FlushAsync(ct);
        }
        catch (OperationCanceledException) when (revoked.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            WriteLast(body, ProblemTypes.AccessRevoked, AccessRevoked.Detail);
            await Flush(body, ct);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            WriteLast(body, ProblemTypes.NodeStopping, Stopping, retryMilliseconds: 1_000);
            await Flush(body, ct);
        }
        catch (OperationCanceledException)
        {
            // The client disconnected or was too slow: it resumes from its last id.
        }
        catch (Exception e) when (LogFailures.IsUnavailable(e))
        {
            LogUnread(conversation, e.Message);
        }
    }

    async Task<bool> Quiet(Task<bool> next, TimeSpan heartbeat)
    {
        if (next.IsCompleted) return false;
        try
        {
            await next.WaitAsync(heartbeat, time);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    async Task Flush(PipeWriter body, CancellationToken ct)
    {
        var flush = body.FlushAsync(ct);
        if (flush.IsCompletedSuccessfully) return;
        try
        {
            await flush.AsTask().WaitAsync(TimeSpan.FromSeconds(options.Value.SlowFollowerSeconds), time, ct);
        }
        catch (TimeoutException e)
        {
            Dropped.Add(1, new KeyValuePair<string, object?>("kind", "events"));
            throw new OperationCanceledException("The follower does not read.", e);
        }
    }

    /// <summary>Writes the stream's last message. After a fault a browser reconnects in a minute, when it may be mended.</summary>
    static void WriteLast(PipeWriter body, ProblemType problem, string detail, long? version = null, int retryMilliseconds = 60_000)
    {
        body.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {retryMilliseconds}\nevent: error\ndata: ")));
        body.Write(JsonSerializer.SerializeToUtf8Bytes(
            new StreamProblem(problem.Urn, detail, version), JsonSerializerOptions.Web));
        body.Write("\n\n"u8);
    }

    static void Write(PipeWriter body, LoggedEvent e)
    {
        body.Write("id: "u8);
        var number = body.GetSpan(20);
        e.Version.TryFormat(number, out var written, provider: CultureInfo.InvariantCulture);
        body.Advance(written);
        body.Write("\nevent: "u8);
        Encoding.UTF8.GetBytes(e.Type, body);
        body.Write("\ndata: "u8);
        body.Write(e.Envelope.Span);
        body.Write("\n\n"u8);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "An event stream of {Conversation} could not read the event log; it ends, and its client resumes from its last id: {Reason}")]
    partial void LogUnread(string conversation, string reason);
}

/// <summary>The last message of a stream that the API ends.</summary>
/// <param name="Version">The missing version of a damaged conversation.</param>
sealed record StreamProblem(
    string Type, string Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Version);
