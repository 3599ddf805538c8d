namespace Realtime.Testing.Contract;

/// <summary>An event that a newer version would record. Tests put it into the log; no document of this version describes it.</summary>
public static class NewerVersion
{
    public const string EventType = "from_the_future";

    public static bool Wrote(string text) => text.Contains(EventType, StringComparison.Ordinal);
}
