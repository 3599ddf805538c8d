using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Realtime.Testing.Client;
using Realtime.Testing.Contract;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Adversary.Tests.Fuzz;

/// <summary>
/// Random requests at every endpoint and on live sockets: REALTIME_FUZZ_SEED repeats a run, REALTIME_FUZZ_CASES makes it shorter or longer.
/// </summary>
public sealed class FuzzTests : StackTests
{
    const int Parallel = 48;
    const int MessagesOfASocket = 25;

    static readonly int Cases = Setting("REALTIME_FUZZ_CASES") ?? 10_000;
    static readonly int Seed = Setting("REALTIME_FUZZ_SEED") ?? Random.Shared.Next();

    public FuzzTests(ITestOutputHelper output) : base(output) => output.WriteLine($"REALTIME_FUZZ_SEED={Seed}");

    [Fact]
    public async Task No_request_makes_the_API_fail_or_harms_another_session()
    {
        var stack = await StartStack(new StackSettings { Workers = 2,
            Api = new Dictionary<string, string> { ["Realtime__EndWaitMilliseconds"] = "100" } });
        var endpoints = await FuzzEndpoint.Described(stack.Client);
        Assert.Contains(endpoints, e => e.Path.EndsWith("/audio", StringComparison.Ordinal));
        var bystander = await (await stack.Client.NewConversation("bystander").Start(new { modality = "text" })).Started();
        await using var follower = bystander.Conversation.Follow();

        using var over = new CancellationTokenSource();
        var talking = Talk(bystander, follower, over.Token);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { Timeout = Patience.Time };
        var findings = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel };
        var sockets = Cases / 10 / MessagesOfASocket;
        await System.Threading.Tasks.Parallel.ForAsync(0, Cases - sockets * MessagesOfASocket + sockets, options, async (number, ct) =>
        {
            var random = new Random(unchecked(Seed * 1_000_003 + number));
            if (number < sockets)
            {
                using var patience = Patience.Source();
                await FuzzedSocket.Talk(stack.Api.Address, Socket(random), MessagesOfASocket, random, patience.Token);
            }
            else if (await Try(http, stack.Api.Address, FuzzCase.Make(number, random, endpoints)) is { } finding) findings.Enqueue(finding);
        });
        await over.CancelAsync();
        var answers = await talking;

        Assert.True(findings.IsEmpty, $"REALTIME_FUZZ_SEED={Seed}\n{string.Join('\n', findings.Take(20))}");
        Assert.True(answers > 0);
        Assert.Empty(stack.Workers.Append(stack.Api).SelectMany(service => service.Lines).Where(IsFault).Take(20));
        Assert.InRange((int)(await bystander.TryEnd()).Status, 200, 202); // its end comes within the wait, or a moment later
        var life = (await bystander.Ended()).Life();
        Assert.Equal("requested, claimed, started, end_requested, ended(requested)", life);
    }

    /// <summary>What is wrong with the answer; null if the API may give it.</summary>
    /// <param name="isAgain">
    /// The server closes a connection whose refused body it has not read. The client may take such a connection for its next request just
    /// before that, and sends the request again.
    /// </param>
    static async Task<string?> Try(HttpClient http, Uri api, FuzzCase one, bool isAgain = false)
    {
        try
        {
            using var request = one.Request(api);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var status = (int)response.StatusCode;
            if (status < 400 || one.Method == "HEAD" && status < 500) return null; // a stream has no end, and HEAD no body
            var answer = await Answer.Of(response);
            if (status is >= 500 and not 503) return $"{status} for {one}\n  {answer}";
            return answer.Problem is null && !ApiContract.IsOfServer(response, answer.Body) ? $"no problem+json for {one}\n  {answer}" : null;
        }
        catch (Exception e) when (e is UriFormatException or FormatException or ArgumentException)
        {
            return null; // the client itself does not send it
        }
        catch (HttpRequestException e)
            when (!isAgain && e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return await Try(http, api, one, isAgain: true);
        }
        catch (HttpRequestException e)
        {
            return $"no answer for {one}\n  {e.Message} {e.GetBaseException().Message}";
        }
    }

    /// <summary>Without the health of a service that has just started.</summary>
    static bool IsFault(string line) =>
        line.Contains(" fail: ", StringComparison.Ordinal) && !line.Contains("HealthCheck", StringComparison.Ordinal);

    static string Socket(Random random) => random.Next(3) > 0
        ? $"/v1/realtime?model=gpt-realtime-2.1&conversation=fuzz-live-{random.Next(4)}&ifActive=replace"
        : $"/conversations/{FuzzText.Conversation(random)}/sessions/{FuzzText.Known(random)}/live?drive={FuzzText.QueryValue(random)}&after={FuzzText.Number(random)}";

    /// <summary>Sends a message again and again, and waits for each answer. Returns the number of answers.</summary>
    static async Task<int> Talk(SessionClient bystander, Follower follower, CancellationToken over)
    {
        var answers = 0;
        while (!over.IsCancellationRequested)
        {
            await bystander.Text($"Hello {answers}");
            await follower.Until("response_done");
            answers++;
            await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        }

        return answers;
    }

    static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
