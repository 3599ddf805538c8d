using Realtime.Sessions;

namespace Realtime.Bench.Appends;

/// <summary>Conversations in which one session follows the other. Each call takes the next command of its lifecycle.</summary>
sealed class Lives(int conversations)
{
    readonly string[] names = [.. Enumerable.Range(0, conversations).Select(_ => $"append-{Guid.NewGuid():N}")];
    readonly Queue<SessionCommand>[] commands = [.. Enumerable.Range(0, conversations).Select(_ => new Queue<SessionCommand>())];

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
