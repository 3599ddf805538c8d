using System.Text;

namespace Realtime.Console.Timelines;

/// <summary>Collects what was said. It keeps the newest turns, and of each the first characters.</summary>
sealed class Transcript
{
    public const int MostTurns = 400;
    public const int MostCharacters = 2_000;

    readonly List<Growing> turns = [];
    readonly Dictionary<string, Growing> byItem = [];
    int omitted;

    public int Omitted => omitted;

    public IReadOnlyList<Turn> Turns => [.. turns.Select(turn => turn.Done())];

    public void Whole(string who, string text, TimeSpan at, long version, string? item = null)
    {
        var turn = Find(who, at, version, item);
        turn.Text.Clear();
        turn.Length = 0;
        turn.Add(text);
        turn.IsComplete = true;
    }

    public void Grow(string who, string text, TimeSpan at, long version, string item) => Find(who, at, version, item).Add(text);

    Growing Find(string who, TimeSpan at, long version, string? item)
    {
        if (item is not null && byItem.TryGetValue(item, out var known)) return known;
        var turn = new Growing(who, at, version, item);
        if (item is not null) byItem[item] = turn;
        turns.Add(turn);
        if (turns.Count <= MostTurns) return turn;
        if (turns[0].Item is { } gone) byItem.Remove(gone);
        turns.RemoveAt(0);
        omitted++;
        return turn;
    }

    sealed class Growing(string who, TimeSpan from, long version, string? item)
    {
        public StringBuilder Text { get; } = new();
        public string? Item => item;
        public int Length { get; set; }
        public bool IsComplete { get; set; }

        public void Add(string more)
        {
            Length += more.Length;
            Text.Append(more.AsSpan(0, Math.Clamp(MostCharacters - Text.Length, 0, more.Length)));
        }

        public Turn Done() => new(who, Text.ToString(), Length - Text.Length, from, version, IsComplete);
    }
}
