using System.Collections.Concurrent;

namespace Realtime.Testing.Servers;

/// <summary>Prints which servers the run uses, each line once.</summary>
public static class Announcements
{
    static readonly ConcurrentDictionary<string, bool> Said = new();

    /// <summary>Prints one line. A test run sets its own.</summary>
    public static Action<string> Say { get; set; } = Console.Error.WriteLine;

    internal static void Once(string text)
    {
        if (Said.TryAdd(text, true)) Say(text);
    }
}
