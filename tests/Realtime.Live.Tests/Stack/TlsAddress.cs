using System.Text.RegularExpressions;

namespace Realtime.Live.Tests.Stack;

static partial class TlsAddress
{
    /// <summary>The TLS address that an API logs.</summary>
    public static Uri Of(ServiceProcess api) =>
        Said().Match(api.LogSince(default)) is { Success: true } said
            ? new Uri(said.Groups[1].Value)
            : throw new InvalidOperationException($"No https address.\n{api.LogSince(default)}");

    [GeneratedRegex(@"Now listening on: (https://\S+)")]
    private static partial Regex Said();
}
