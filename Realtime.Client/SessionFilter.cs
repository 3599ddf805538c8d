using System.Globalization;

namespace Realtime.Client;

/// <summary>Which sessions a list has; null does not restrict it.</summary>
public sealed record SessionFilter
{
    /// <summary>Only those of this conversation.</summary>
    public string? Conversation { get; init; }

    /// <summary>One of <see cref="SessionState"/>.</summary>
    public string? State { get; init; }

    /// <summary>One of <see cref="EndReason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The model's name.</summary>
    public string? Model { get; init; }

    /// <summary>Only those that were requested at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those that were requested before this time.</summary>
    public DateTimeOffset? To { get; init; }

    internal string Path(long? before)
    {
        var query = new (string Name, string? Value)[]
        {
            ("conversation", Conversation), ("state", State), ("reason", Reason), ("model", Model),
            ("from", From?.UtcDateTime.ToString("O")), ("to", To?.UtcDateTime.ToString("O")),
            ("before", before?.ToString(CultureInfo.InvariantCulture)),
        };
        return "sessions?" + string.Join('&',
            query.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
    }
}
