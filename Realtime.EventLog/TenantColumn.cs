using Realtime.Sessions;

namespace Realtime.EventLog;

/// <summary>The tenant in SQL: an expression that indexes and queries share, to the letter.</summary>
static class TenantColumn
{
    /// <summary>Of the name of a stream.</summary>
    public static string Of(string stream) => $"(case when position('/' in {stream}) = 0 then '{Tenant.Default}' else split_part({stream}, '/', 1) end)";
}
