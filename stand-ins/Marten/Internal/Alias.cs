using System.Text.RegularExpressions;

namespace Marten.Internal;

/// <summary>The name of a type in the database: SessionEnded is session_ended.</summary>
internal static partial class Alias
{
    public static string Of(Type type) => WordEnds().Replace(type.Name.Split('`')[0], "_").ToLowerInvariant();

    public static string DotNetName(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordEnds();
}
