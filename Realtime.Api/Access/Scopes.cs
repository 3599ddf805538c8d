namespace Realtime.Api.Access;

/// <summary>The scopes. Their names are stored with keys and come in tokens.</summary>
static class Scopes
{
    public const string SessionsStart = "sessions:start";
    public const string SessionsDrive = "sessions:drive";
    public const string SessionsRead = "sessions:read";
    public const string SessionsEnd = "sessions:end";
    public const string AuditRead = "audit:read";
    public const string AuditErase = "audit:erase";

    /// <summary>
    /// Manages the keys of its own tenant. In the operators' tenant (Realtime:Access:OperatorTenant) it manages the deployment: workers,
    /// drains, keys and lists of all tenants.
    /// </summary>
    public const string Operate = "operate";

    public static readonly IReadOnlyList<string> All =
        [SessionsStart, SessionsDrive, SessionsRead, SessionsEnd, AuditRead, AuditErase, Operate];

    /// <summary>Names for scopes that are usually given together.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Roles = new Dictionary<string, IReadOnlyList<string>>
    {
        ["app"] = [SessionsStart, SessionsDrive, SessionsRead, SessionsEnd],
        ["reader"] = [SessionsRead],
        ["auditor"] = [SessionsRead, AuditRead],
        ["operator"] = [SessionsRead, SessionsEnd, AuditRead, AuditErase, Operate],
    };

    /// <summary>The scopes among the names and those of the roles among them, each once. Other names are ignored.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> names)
    {
        var named = names.SelectMany(name => Roles.TryGetValue(name, out var role) ? role : [name]).ToHashSet();
        return [.. All.Where(named.Contains)];
    }
}
