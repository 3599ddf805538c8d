using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>The tenant as an SQL expression. Indexes and queries must use exactly the same one.</summary>
static class TenantColumn
{
    /// <summary>The tenant in the name of a stream.</summary>
    public static string Of(string stream) =>
        $"(case when position('/' in {stream}) = 0 then '{Tenant.Default}' else split_part({stream}, '/', 1) end)";
}
