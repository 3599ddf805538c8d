using System.Diagnostics;
using System.Net.Http.Json;
using Realtime.Reconnect.Tests.Clients;
using Realtime.Reconnect.Tests.Records;
using Realtime.Testing.Client;
using Realtime.Testing.Faults;
using Realtime.Testing.Scripts;
using Xunit.Abstractions;

namespace Realtime.Reconnect.Tests;

/// <summary>
/// The programs of samples/reconnecting hold conversations while APIs, workers and the database are killed beneath them. Afterwards what they
/// wrote down is what the log has: nothing is missing, nothing came twice, and every tool call is answered once. Each round is one fault
/// under all of them at once.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_the_clients_read_is_what_the_log_has_whatever_is_killed()
    {
        await NodeFolder.At(Path.Combine(Docs.Root, "clients", "typescript")).Npm("run", "build");
        await NodeFolder.At(Path.Combine(Docs.Root, "samples", "reconnecting")).Node("--check", "talk.mjs");
        var begun = TimeProvider.System.GetUtcNow();
        await using var stack = await InjuredStack.Start();
        TalkProgram[] clients = [TalkProgram.DotNet(stack.Address), TalkProgram.Node(stack.Address), TalkProgram.Python(stack.Address)];
        try
        {
            await ReadOn(clients);
            var times = new List<(Fault Fault, double Inflicted, double ReadOn, string Last)>();
            foreach (var fault in Faults.Of(rounds: 20))
            {
                var clock = Stopwatch.StartNew();
                await stack.Inflict(fault);
                var inflicted = clock.Elapsed.TotalSeconds;
                var last = await ReadOn(clients);
                times.Add((fault, inflicted, clock.Elapsed.TotalSeconds - inflicted, last));
            }

            foreach (var of in times.GroupBy(round => round.Fault))
                output.WriteLine($"{of.Key}: {of.Count()} rounds, {of.Average(r => r.Inflicted):0.00} s to inflict, all clients read on after "
                    + $"{of.Average(r => r.ReadOn):0.00} s, at most {of.Max(r => r.ReadOn):0.00} s ({of.MaxBy(r => r.ReadOn).Last} was the last)");
            await Task.WhenAll(clients.Select(client => client.Finish()));
            await Compare(clients, stack.Address);
            await stack.Check();
        }
        catch
        {
            output.WriteLine(stack.LogsSince(begun));
            throw;
        }
        finally
        {
            foreach (var client in clients) client.Dispose();
        }
    }

    /// <summary>Returns when every client has read more in each of its lanes, with the name of the last lane.</summary>
    static async Task<string> ReadOn(TalkProgram[] clients)
    {
        var last = "";
        await Task.WhenAll(clients.Select(async client =>
        {
            var lane = await client.HasReadMore();
            Volatile.Write(ref last, $"{client.Language} {lane}");
        }));
        return last;
    }

    async Task Compare(TalkProgram[] clients, Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        foreach (var client in clients)
        {
            var (conversations, events) = (0, 0);
            foreach (var (conversation, lines) in client.Records)
            {
                // A whole conversation is on one page. ApiClient would compare it with the API's description, which takes longer than the rounds.
                var page = await http.GetFromJsonAsync<Page>($"/conversations/{conversation}/events?limit=1000");
                Assert.False(page!.More);
                if (conversation.Contains("-live-", StringComparison.Ordinal)) LiveRecord.Check(lines, page.Events);
                else EventRecord.Check(lines, page.Events);
                (conversations, events) = (conversations + 1, events + page.Events.Count);
            }

            output.WriteLine($"{client.Language}: {conversations} conversations, {events} events");
        }
    }

    sealed record Page(IReadOnlyList<Event> Events, bool More);
}
