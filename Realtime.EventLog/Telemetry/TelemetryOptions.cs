using System.ComponentModel.DataAnnotations;

namespace Realtime.EventLog.Telemetry;

/// <summary>Settings under Realtime:Telemetry: what traces and metrics say beyond their defaults.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Realtime:Telemetry";

    /// <summary>Whether traces have what was said, and the arguments and answers of tool calls.</summary>
    public bool Content { get; set; }

    /// <summary>The most tenants that metrics name; all further ones share the label "other".</summary>
    [Range(0, 10_000, ErrorMessage = "Realtime:Telemetry:TenantLabels must be 0 to 10000.")]
    public int TenantLabels { get; set; } = 50;

    /// <summary>The most models that metrics name; all further ones share the label "other".</summary>
    [Range(0, 1_000, ErrorMessage = "Realtime:Telemetry:ModelLabels must be 0 to 1000.")]
    public int ModelLabels { get; set; } = 20;
}
