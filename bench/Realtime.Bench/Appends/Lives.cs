using Realtime.Sessions;

namespace Realtime.Bench.Appends;

/// <summary>Conversations in which one session follows the other. Each call takes the next command of its lifecycle.</summary>
sealed class Lives(string[] names)
{
    readonly Queue<SessionCommand>[] commands = [.. names.Select(_ => new Queue<SessionCommand>())];

    /// <summary>In so many new conversations.</summary>
    public Lives(int conversations) : this([.. Enumerable.Range(0, conversations).Select(_ => $"append-{Guid.NewGuid():N}")])
    {
    }

    public int Count => names.Length;

    public string Name(int conversation) => names[conversation];

    public SessionCommand Next(int conversation)
    {
        var next = commands[conversation];
        if (next.Count == 0)
        {
            foreach (var command in Life.Commands(Guid.CreateVersion7())) next.Enqueue(command);
        }

        return next.Dequeue();
    }
}
