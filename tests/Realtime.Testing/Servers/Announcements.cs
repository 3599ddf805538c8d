using System.Collections.Concurrent;

namespace Realtime.Testing.Servers;

/// <summary>What a run says once about its servers.</summary>
public static class Announcements
{
    static readonly ConcurrentDictionary<string, bool> Said = new();

    /// <summary>Where it is said; test runs set their own.</summary>
    public static Action<string> Say { get; set; } = Console.Error.WriteLine;

    internal static void Once(string text)
    {
        if (Said.TryAdd(text, true)) Say(text);
    }
}
