using System.ComponentModel.DataAnnotations;
using Realtime.EventLog.Access;

namespace Realtime.Api.Limits;

/// <summary>Settings under Realtime:Quotas: how much each tenant and each key may use.</summary>
public sealed class QuotaOptions : IValidatableObject
{
    public const string Section = "Realtime:Quotas";
    const int Largest = 100_000_000;

    /// <summary>The quotas of every tenant. A fifth of an API's event streams and live sockets stays free for the other tenants.</summary>
    public QuotaSettings Tenant { get; } = new()
    {
        StartsPerMinute = 12_000, RequestsPerMinute = 300_000, LiveSessions = 10_000, Listeners = 8_000, EventStreams = 8_000,
    };

    /// <summary>The quotas of every key, beside those of its tenant.</summary>
    public QuotaSettings Key { get; } = new();

    /// <summary>Tenants with quotas of their own. What an entry leaves out is as for every tenant.</summary>
    public IList<NamedQuotas> Tenants { get; } = [];

    /// <summary>Keys with quotas of their own, by their ids.</summary>
    public IList<NamedQuotas> Keys { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. NamedLimits.Wrong(Section, Tenants, Keys), .. Wrong("Tenant", Tenant), .. Wrong("Key", Key),
        .. Tenants.SelectMany((entry, at) => Wrong($"Tenants:{at}", entry)), .. Keys.SelectMany((entry, at) => Wrong($"Keys:{at}", entry)),
    ];

    static IEnumerable<ValidationResult> Wrong(string place, QuotaSettings settings) =>
        Quota.All.Where(quota => quota.Of(settings) is < 1 or > Largest)
            .Select(quota => new ValidationResult($"{Section}:{place}:{quota.Name} must be 1 to {Largest}."));
}

/// <summary>How much one tenant or one key may use. Not set: no limit of its own.</summary>
public class QuotaSettings
{
    /// <summary>Starts of sessions, at each API: this many at once, and as many again in each minute.</summary>
    public int? StartsPerMinute { get; set; }

    /// <summary>Requests, starts included, at each API: this many at once, and as many again in each minute.</summary>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Live sessions at a time, counted in the log: of all APIs and workers together.</summary>
    public int? LiveSessions { get; set; }

    /// <summary>Live sockets that attach to sessions, at a time at each API.</summary>
    public int? Listeners { get; set; }

    /// <summary>Event streams at a time at each API.</summary>
    public int? EventStreams { get; set; }
}

/// <summary>The quotas of one tenant or key.</summary>
public sealed class NamedQuotas : QuotaSettings, INamedLimits
{
    public string Name { get; set; } = "";
}
