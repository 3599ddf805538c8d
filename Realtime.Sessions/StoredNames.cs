using System.Text.Json;

namespace Realtime.Sessions;

/// <summary>The values of an enum by the names under which they are stored and sent.</summary>
public static class StoredNames
{
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.ByValue[value];

    /// <summary>All names, in the order of the values.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Names<T>.InOrder;

    static class Names<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonSerializer.Serialize(value).Trim('"'));

        public static readonly IReadOnlyList<string> InOrder = [.. Enum.GetValues<T>().Select(value => ByValue[value])];
    }
}
