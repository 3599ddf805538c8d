namespace Realtime.Simulator.Connections;

internal static class Ids
{
    public static string New(string kind) => $"{kind}_{Guid.NewGuid():N}"[..(kind.Length + 25)];
}
