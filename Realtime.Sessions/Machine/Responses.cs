using System.Collections.Immutable;

namespace Realtime.Sessions.Machine;

/// <summary>
/// The model's answers. The conversation has one at a time, and at most one is asked for: what is owed while one is active becomes one
/// request, sent when that one is over. The provider begins answers of its own too, when it hears speech end.
/// </summary>
public sealed record Responses
{
    const string Unnamed = "";

    public static readonly Responses None = new();

    /// <summary>An answer is to be asked for.</summary>
    public bool IsOwed => IsOwedAnyway || !OwedFor.IsEmpty;

    bool IsOwedAnyway { get; init; }

    /// <summary>Commands that an answer is owed for, by their input ids: nothing is owed for one that is refused.</summary>
    ImmutableHashSet<string> OwedFor { get; init; } = [];

    /// <summary>What was asked for last took the place of an answer that was owed, which is owed again if it is refused.</summary>
    bool TookPlace { get; init; }

    /// <summary>One is asked for, and the provider has neither begun nor refused it.</summary>
    public bool IsAsked { get; private init; }

    /// <summary>The request is written; until then it goes to whatever transport is next.</summary>
    public bool IsSent { get; private init; }

    /// <summary>The answer that the model is giving.</summary>
    public string? Active { get; private init; }

    public bool IsBusy => IsAsked || Active is not null;

    string? LastOver { get; init; }
    bool WasOverSinceAsked { get; init; }
    ImmutableHashSet<string> Beside { get; init; } = [];

    public Responses Owe() => this with { IsOwedAnyway = true };

    public Responses OweFor(string inputId) => this with { OwedFor = OwedFor.Add(inputId) };

    /// <summary>The provider refused the command.</summary>
    public Responses OweNothingFor(string inputId) => this with { OwedFor = OwedFor.Remove(inputId) };

    /// <summary>An answer that begins now knows of everything that was said.</summary>
    public Responses Paid() => this with { IsOwedAnyway = false, OwedFor = [], TookPlace = false };

    public Responses Ask() => Paid() with { IsAsked = true, IsSent = false, WasOverSinceAsked = false, TookPlace = IsOwed };

    /// <summary>
    /// The request is written. The provider may be quicker than this report: what has begun since it was asked for is what it asked for. If
    /// the provider began it by itself, it refuses the request, which is then owed again.
    /// </summary>
    public Responses Sent() => this with { IsSent = IsAsked, IsAsked = IsAsked && Active is null && !WasOverSinceAsked };

    /// <summary>
    /// What begins is what was asked for, once the request is written.
    /// A second response beside an active one is not of the conversation: the provider would have refused it.
    /// </summary>
    public Responses Began(string id, bool? inConversation) =>
        inConversation is false || inConversation is null && Active is { Length: > 0 } active && active != id
            ? this with { Beside = Beside.Add(id) }
            : this with { Active = id, IsAsked = IsAsked && !IsSent };

    /// <summary>The last answer that ended.</summary>
    public bool WasOver(string? id) => id is not null && id == LastOver;

    public bool IsBeside(string? id) => id is not null && Beside.Contains(id);

    /// <summary>
    /// Whether this end is of the conversation's answer, and is told for the first time. One without a name is the active one's.
    /// </summary>
    public bool EndsWith(string? id) =>
        !IsBeside(id) && (string.IsNullOrEmpty(id) ? IsBusy : id != LastOver && (Active is null or Unnamed || Active == id));

    /// <summary>One that ends without having begun, as far as is known, is what was asked for.</summary>
    public Responses Over(string? id) => IsBeside(id)
        ? this with { Beside = Beside.Remove(id!) }
        : EndsWith(id)
            ? this with
            {
                Active = null,
                IsAsked = IsAsked && (Active is not null || !IsSent),
                WasOverSinceAsked = true,
                LastOver = string.IsNullOrEmpty(id) ? Active : id,
            }
            : this;

    /// <summary>The provider refused the request for good; the next text asks anew.</summary>
    public Responses Refused() => this with { IsAsked = false };

    /// <summary>The provider refused a request with options for good: what it took the place of is asked for.</summary>
    public Responses RequestRefused() => this with { IsAsked = false, IsOwedAnyway = IsOwedAnyway || TookPlace };

    /// <summary>
    /// The provider refused the request because of another answer: asked again when that is over, which it may be already.
    /// </summary>
    /// <param name="owes">False where the request is asked again by itself.</param>
    public Responses AlreadyActive(bool owes = true) =>
        this with
        {
            IsAsked = false,
            IsOwedAnyway = IsOwedAnyway || owes || TookPlace,
            Active = Active ?? (WasOverSinceAsked ? null : Unnamed),
        };

    /// <summary>Whatever blocks what is owed has been silent for too long.</summary>
    public Responses Unblock(bool owes = true) => this with
    {
        IsOwedAnyway = IsOwedAnyway || IsAsked && (owes || TookPlace),
        IsAsked = false,
        Active = null,
    };

    /// <summary>A new transport owes what the old one did not give. A request that was not written yet goes to the new one.</summary>
    /// <param name="isDriven">A live driver asks again by itself for an answer that was cut off.</param>
    /// <param name="owes">False where the request is asked again by itself.</param>
    public Responses OnNewTransport(bool isDriven, bool owes = true) => IsAsked && !IsSent
        ? None with { IsAsked = true, TookPlace = TookPlace, IsOwedAnyway = IsOwedAnyway, OwedFor = OwedFor }
        : None with
        {
            IsOwedAnyway = IsOwedAnyway || IsBusy && !isDriven && owes || IsAsked && TookPlace && !isDriven,
            OwedFor = OwedFor,
        };
}
