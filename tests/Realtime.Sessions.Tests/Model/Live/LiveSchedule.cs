using Realtime.Sessions.Machine;

namespace Realtime.Sessions.Tests.Model.Live;

/// <summary>
/// A seed's history of one session: clients and the log, a provider with its whims, drivers that come and go, transports that fail, and
/// time, in any order. Then everybody finishes what they began, and what must hold in the end is checked.
/// </summary>
static class LiveSchedule
{
    static readonly SessionError Broken = new("broken", "It broke.", ErrorOrigin.Transport, Retryable: true);

    /// <param name="trace">Gets what happened.</param>
    public static Talked Run(int seed, List<string>? trace = null)
    {
        var random = new Random(seed);
        var options = new SessionOptions("m", AtCap: random.Next(2) == 0 ? AtCap.Renew : AtCap.End, IdleSeconds: random.Next(4) == 0 ? 300
            : null);
        var talk = new Talked(options, random) { Trace = trace };
        var steps = 20 + random.Next(80);
        var mayEnd = random.Next(2) == 0;
        if (random.Next(20) > 0) talk.Opened(comesUp: true);
        for (var step = 0; step < steps && !talk.IsOver; step++)
        {
            Do(talk, random, mayEnd);
            for (var more = random.Next(4); more > 0; more--) talk.Step();
        }

        if (!talk.IsOver) Calm(talk);
        if (talk.IsOver) Over(talk);
        return talk;
    }

    static void Do(Talked talk, Random random, bool mayEnd)
    {
        var upstream = talk.Upstream;
        switch (random.Next(44))
        {
            case < 4: talk.Log(new SubmitText(Talked.Session, talk.NewId(), "user", "hi")); break;
            case < 6: Answer(talk, random); break;
            case < 11: talk.Follow(); break;
            case < 14: talk.Flush(); break;
            case < 20: talk.Read(); break;
            case < 25: talk.Write(); break;
            case < 27: upstream?.Finish(random.Next(4) switch { 0 => "cancelled", 1 => "failed", _ => "completed" }); break;
            case 27: upstream?.Call(); break;
            case 28: upstream?.Audio(random.Next(3) * 400); break;
            case 29: upstream?.Beside(); break;
            case < 32: upstream?.Speak(); break;
            case 32: talk.Driver(comes: true, properly: false); break;
            case 33: talk.Driver(comes: false, properly: random.Next(2) == 0); break;
            case 34 when talk.HasDriver: Driver(talk, upstream, random); break;
            case 35: talk.Opened(comesUp: random.Next(4) > 0); break;
            case < 39: Pass(talk, random); break;
            case 39 when mayEnd: Break(talk, random); break;
            case >= 40: talk.Log(new SubmitCommand(Command(talk, random))); break;
        }
    }

    static void Answer(Talked talk, Random random)
    {
        var open = talk.Conversation.Live?.Handoffs.Where(handoff => !handoff.Answered).ToList() ?? [];
        if (open.Count > 0) talk.Log(new AnswerHandoff(Talked.Session, open[random.Next(open.Count)].CallId, "42"));
    }

    static CommandSubmitted Command(Talked talk, Random random)
    {
        var id = talk.NewId();
        return random.Next(9) switch
        {
            0 => new ItemDeleteRequested(Talked.Session, id, "item"),
            1 => new ItemRetrieveRequested(Talked.Session, id, "item"),
            2 => new ResponseCancelRequested(Talked.Session, id, null),
            3 => random.Next(2) == 0 ? new InputClearRequested(Talked.Session, id) : new InputCommitRequested(Talked.Session, id),
            4 => new McpApprovalAnswered(Talked.Session, id, "request", true, null),
            5 => new ResponseRequested(Talked.Session, id, Machine.Talk.Json("""{"conversation":"none"}""")),
            < 8 => new ResponseRequested(Talked.Session, id, null),
            _ => new ItemSubmitted(Talked.Session, id, Machine.Talk.Json($$"""{"id":"rti_{{id}}"}"""), null, random.Next(3) > 0),
        };
    }

    static void Driver(Talked talk, ModelUpstream? upstream, Random random)
    {
        var open = talk.Conversation.Live?.Handoffs.Where(handoff => !handoff.Answered).ToList() ?? [];
        if (random.Next(2) == 0) upstream?.AskedByDriver();
        else if (open.Count > 0 && upstream is not null && !upstream.Answers.ContainsKey(open[0].CallId)
            && IsSettled(talk)) upstream.Answer(open[0].CallId);
    }

    /// <summary>
    /// A driver and an HTTP client that answer the same call in the same instant are two answers, whatever the worker does.
    /// </summary>
    static bool IsSettled(Talked talk) => talk.IsIdle;

    /// <summary>No longer than it takes the provider to be silent for too long while it has something to say.</summary>
    static void Pass(Talked talk, Random random) => talk.Pass(random.Next(8) switch
    {
        0 when talk.IsIdle => TimeSpan.FromMinutes(random.Next(70)),
        < 3 when talk.IsIdle => TimeSpan.FromSeconds(random.Next(70)),
        _ => TimeSpan.FromMilliseconds(random.Next(400)),
    });

    static void Break(Talked talk, Random random)
    {
        var transport = talk.Upstream?.Number ?? 1;
        if (talk.Upstream is null) return;
        switch (random.Next(8))
        {
            case 0: talk.Log(new RequestEnd(Talked.Session)); break;
            case 1: talk.Happens(new Input.TransportClosed(transport, CloseKind.Proper, 1000, "bye")); break;
            case 2: talk.Happens(new Input.TransportClosed(transport, CloseKind.Expired, 1001, "maximum duration")); break;
            case 3: talk.Happens(new Input.TransportLost(transport, Broken)); break;
            case 4: talk.Happens(new Input.WriteFailed(transport, Broken)); break;
            case 5: talk.Happens(new Input.UpstreamSaid(transport, new UpstreamMessage.Fatal(Broken))); break;
            case 6: talk.Happens(new Input.UpstreamSaid(transport, new UpstreamMessage.Expired(Broken))); break;
            default: talk.Happens(
                new Input.Stop(random.Next(3) switch { 0 => StopCause.HandOver, 1 => StopCause.Disowned, _ => StopCause.Shutdown })); break;
        }
    }

    /// <summary>
    /// The provider behaves, the driver leaves, everything is delivered: then a last text is answered, and every call is.
    /// </summary>
    static void Calm(Talked talk)
    {
        talk.Driver(comes: false, properly: true);
        Settle(talk, TimeSpan.FromSeconds(3));
        Settle(talk, TimeSpan.FromSeconds(70));
        if (talk.IsOver || talk.Upstream is null) return;
        Talked.Holds(!talk.Upstream.OwesAnswer, "no answer is owed for ever");
        talk.Log(new SubmitText(Talked.Session, "last", "user", "hi"));
        Settle(talk, TimeSpan.FromSeconds(40));
        Settle(talk, TimeSpan.FromSeconds(40));
        if (talk.IsOver || talk.State is not State.Conversing) return;
        Talked.Holds(talk.Transports.Any(upstream => upstream.Texts.Contains("last")), "the last text reaches the model");
        Talked.Holds(talk.Upstream is { OwesAnswer: false }, "the last text is answered");
        foreach (var command in talk.Events.OfType<CommandSubmitted>())
            Talked.Holds(talk.Events.Any(e => e is CommandDelivered told && told.InputId == command.InputId
                || e is CommandRefused refused && refused.InputId == command.InputId), "every command is told or refused");
        foreach (var request in talk.Events.OfType<ResponseRequested>().Where(e => !e.IsOutOfBand))
        {
            Talked.Holds(talk.Transports.All(upstream => upstream.Begun.GetValueOrDefault(request.InputId) <= 1),
                "a requested response begins once");
            Talked.Holds(talk.Transports.Any(upstream => upstream.Begun.ContainsKey(request.InputId))
                || talk.Events.Any(e => e is CommandRefused refused && refused.InputId == request.InputId),
                "a requested response begins, or is refused");
        }

        foreach (var call in talk.Transports.SelectMany(upstream => upstream.Calls))
        {
            var answers = talk.Transports.Sum(upstream => upstream.Answers.GetValueOrDefault(call));
            var isKnown = talk.Events.OfType<HandoffRequested>().Any(e => e.CallId == call);
            Talked.Holds(isKnown ? answers == 1 : answers <= 1, "every tool call is answered exactly once");
        }
    }

    static void Settle(Talked talk, TimeSpan time)
    {
        for (var round = 0; round < 400; round++)
        {
            var upstream = talk.Upstream;
            if (upstream is not null)
            {
                upstream.Misbehaves = false;
                if (upstream.IsSpeaking) upstream.Speak();
            }

            talk.Opened(comesUp: true);
            talk.Write();
            talk.Read();
            talk.Flush();
            talk.Follow();
            talk.Step();
            if (talk.IsOver) return;
            if (!talk.IsIdle) continue;
            if (upstream is { IsActive: true }) upstream.Finish("completed");
            else if (time <= TimeSpan.Zero) return;
            else
            {
                talk.Pass(TimeSpan.FromSeconds(1));
                time -= TimeSpan.FromSeconds(1);
            }
        }
    }

    static void Over(Talked talk)
    {
        Talked.Holds(talk.Finished == 1, "a session ends once");
        Talked.Holds(talk.Events.Count(e => e is SessionEnded) <= 1, "an end is recorded once");
        Talked.Holds(talk.Events.FindIndex(e => e is SessionEnded) is var end && (end < 0 || end == talk.Events.Count - 1),
            "nothing follows the end");
    }
}
