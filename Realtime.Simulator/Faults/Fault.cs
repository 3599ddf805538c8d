using System.Collections.Frozen;
using Realtime.Simulator.Connections;
using Realtime.Simulator.Protocol;

namespace Realtime.Simulator.Faults;

/// <summary>One or more failures to inflict, in order, with their parameters.</summary>
internal sealed record Fault(IReadOnlyList<FaultKind> Steps)
{
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromMilliseconds(300);
    private const int LargestMessage = 256 * 1024 * 1024;

    /// <summary>
    /// The number of client messages before the fault; with <see cref="On"/>, messages of that type. 0: as soon as the connection is open.
    /// </summary>
    public int After { get; init; }

    public string? On { get; init; }

    public int? Count { get; init; }

    public int? Code { get; init; }

    public string? Reason { get; init; }

    public int? Size { get; init; }

    public TimeSpan? Delay { get; init; }

    /// <summary>The HTTP status with which the handshake is refused; null if it is not refused.</summary>
    public int? RefusalStatus => Steps.Select(step => step.RefusalStatus).FirstOrDefault(status => status is not null) is { } status
        ? status == FaultKind.GivenStatus ? Code ?? 500 : status
        : null;

    /// <summary>How long the handshake waits for its answer; infinite if it never gets one.</summary>
    public TimeSpan? HandshakeDelay => Steps switch
    {
        [{ Name: "no-handshake" }, ..] => Timeout.InfiniteTimeSpan,
        [{ Name: "slow-handshake" }, ..] => Delay ?? DefaultDelay,
        _ => null,
    };

    /// <summary>Reads <c>NAME</c>, <c>NAME,NAME…</c> or <c>NAME+NAME…</c>, with parameters from a query or a text.</summary>
    /// <exception cref="FormatException">There is no such fault, or a parameter is out of its range.</exception>
    public static Fault Parse(string names, IReadOnlyDictionary<string, string> parameters)
    {
        var steps = names.Split([',', '+'], StringSplitOptions.TrimEntries)
            .Select(name => FaultCatalog.All.GetValueOrDefault(name)
                ?? throw new FormatException($"There is no fault '{name}'. GET /faults lists them."))
            .ToArray();
        var on = parameters.GetValueOrDefault("on");
        if (on is not null && !ClientEvent.IsKnown(on))
            throw new FormatException($"on must be a type of client event; '{on}' is not.");

        return new Fault(steps)
        {
            After = Parameters.Number(parameters, "after", 0, int.MaxValue) ?? (steps[0].IsAtOnce && on is null ? 0 : 1),
            On = on,
            Count = Parameters.Number(parameters, "count", 1, 1_000_000),
            Code = Parameters.Number(parameters, "code", 100, 4999),
            Reason = parameters.GetValueOrDefault("reason"),
            Size = Parameters.Number(parameters, "size", 1, LargestMessage),
            Delay = Parameters.Number(parameters, "delay", 0, 600_000) is { } delay ? TimeSpan.FromMilliseconds(delay) : null,
        };
    }

    /// <summary>Reads a text such as <c>/fault flood count=50</c>; null for any other text.</summary>
    public static Fault? ParseText(string text)
    {
        if (!text.StartsWith("/fault ", StringComparison.Ordinal))
            return null;

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parameters = words.Skip(2)
            .Select(word => word.Split('=', 2))
            .ToFrozenDictionary(pair => pair[0],
                pair => pair.Length == 2 ? pair[1] : throw new FormatException("Write parameters as name=value."));
        return Parse(words.ElementAtOrDefault(1) ?? "", parameters);
    }
}
