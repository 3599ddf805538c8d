using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Realtime.Simulator.Connections;

/// <summary>What one connection received and sent, and how it ended. The connection writes it; the listing reads it.</summary>
internal sealed class ConnectionRecord(string id, ConnectionRequest request, DateTimeOffset openedAt)
{
    private const int TextsKept = 16;
    private const int LettersKept = 4096;
    private const int MessagesKept = 1_000;
    private const int TypesKept = 64;
    private const string OtherTypes = "(other)";
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> received = [];
    private ImmutableList<string> texts = [];
    private ImmutableList<string> faults = [];
    private ImmutableList<JsonObject> messages = [];
    private long receivedBytes;
    private long sent;
    private long sentBytes;
    private CloseView? closeReceived;
    private CloseView? closeSent;
    private DateTimeOffset? closedAt;
    private string? outcome;

    public string Id => id;

    public string ShortId { get; } = id[^8..];

    public ConnectionRequest Request => request;

    public long AudioMilliseconds { get; set; }

    /// <summary>The last thousand messages that a scripted model received, without audio.</summary>
    public IReadOnlyList<JsonObject> Messages => messages;

    public bool HasSentClose => closeSent is not null;

    public bool IsFaulted => !faults.IsEmpty;

    /// <summary>The connection while it runs; null before and after.</summary>
    public Connection? Connection { get; set; }

    /// <summary>Completed when a waiting handshake must be answered at once.</summary>
    public TaskCompletionSource HandshakeAnswered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Received(string type, int bytes)
    {
        lock (gate)
        {
            receivedBytes += bytes;
            var name = received.Count < TypesKept || received.ContainsKey(type) ? type : OtherTypes;
            received[name] = received.GetValueOrDefault(name) + 1;
        }
    }

    public void Sent(int bytes)
    {
        Interlocked.Increment(ref sent);
        Interlocked.Add(ref sentBytes, bytes);
    }

    public void Text(string text)
    {
        text = text.Length > LettersKept ? text[..LettersKept] : text;
        lock (gate)
            texts = (texts.Count < TextsKept ? texts : texts.RemoveAt(0)).Add(text);
    }

    public void Keep(JsonObject message)
    {
        lock (gate)
            messages = (messages.Count < MessagesKept ? messages : messages.RemoveAt(0)).Add(message);
    }

    public void Fault(string name)
    {
        lock (gate)
            faults = (faults.Count < TextsKept ? faults : faults.RemoveAt(0)).Add(name);
    }

    public void SentClose(int code, string? reason) => closeSent = new CloseView(code, reason);

    public void ReceivedClose(int? code, string? reason) => closeReceived = new CloseView(code, reason);

    public void Ended(string how, DateTimeOffset at)
    {
        outcome = how;
        closedAt = at;
        Connection = null;
    }

    public ConnectionView View()
    {
        lock (gate)
        {
            return new ConnectionView(
                id, closedAt is null ? "open" : "closed", request.Model, request.Query, request.Headers, request.Authorized,
                openedAt, closedAt, outcome,
                closeReceived, closeSent, new Dictionary<string, long>(received), received.Values.Sum(), receivedBytes,
                Interlocked.Read(ref sent), Interlocked.Read(ref sentBytes), AudioMilliseconds, texts, faults);
        }
    }
}

internal sealed record CloseView(int? Code, string? Reason);

/// <summary>One line of <c>GET /sessions</c>.</summary>
internal sealed record ConnectionView(
    string Id, string State, string Model, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers,
    bool Authorization,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Outcome, CloseView? CloseReceived, CloseView? CloseSent,
    IReadOnlyDictionary<string, long> Received, long ReceivedMessages, long ReceivedBytes, long SentMessages, long SentBytes,
    long AudioMilliseconds, IReadOnlyList<string> Texts, IReadOnlyList<string> Faults);
