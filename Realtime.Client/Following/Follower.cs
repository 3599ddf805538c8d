using System.Runtime.CompilerServices;
using System.Text.Json;
using Realtime.Client.Http;

namespace Realtime.Client.Following;

/// <summary>Reads a conversation over Server-Sent Events, over as many connections as it takes.</summary>
sealed class Follower(Calls calls, string conversation, bool waits)
{
    public async IAsyncEnumerable<RealtimeEvent> From(long? after, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = after ?? await VersionNow(ct);
        var outage = new Outage(calls.Options);
        while (true)
        {
            Exception? loss = null;
            TimeSpan? retry = null;
            if (await TryOpen() is { } connection)
            {
                outage.Opened();
                await using (connection)
                {
                    while (await TryNext(connection) is { } e)
                    {
                        if (e.Version <= last) continue;
                        if (e.Version > last + 1)
                        {
                            loss = new JsonException($"Version {e.Version} follows {last} of {conversation}.");
                            break;
                        }

                        last = e.Version;
                        outage.Over();
                        yield return e;
                    }

                    retry = connection.Retry;
                }

                outage.Closed();
            }

            await outage.Wait(loss ?? new IOException("The service closed the event stream."), retry, ct);

            async Task<EventConnection?> TryOpen()
            {
                try
                {
                    return await EventConnection.Open(calls, conversation, last, waits, ct);
                }
                catch (Exception e) when (Outage.MayPass(e))
                {
                    loss = e;
                    return null;
                }
            }

            async ValueTask<RealtimeEvent?> TryNext(EventConnection connection)
            {
                try
                {
                    return await connection.Next();
                }
                catch (Exception e) when (Outage.MayPass(e))
                {
                    loss = e;
                    return null;
                }
            }
        }
    }

    /// <summary>
    /// The version from which on everything is new. A place that is only "now" would lose what comes while a connection is lost.
    /// </summary>
    async Task<long> VersionNow(CancellationToken ct)
    {
        try
        {
            return (await calls.Get(Paths.Conversation(conversation), ContractJson.Default.ConversationView, ct)).Version;
        }
        catch (ProblemException e) when (waits && e.Name is ProblemName.UnknownConversation)
        {
            return 0;
        }
    }
}
