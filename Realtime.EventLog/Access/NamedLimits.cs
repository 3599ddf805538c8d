using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Realtime.Sessions;

namespace Realtime.EventLog.Access;

/// <summary>Limits that the settings give to one tenant, by its name, or to one key, by its id.</summary>
public interface INamedLimits
{
    string Name { get; }
}

/// <summary>Checks the names in such settings.</summary>
public static partial class NamedLimits
{
    public static IEnumerable<ValidationResult> Wrong(string section, IEnumerable<INamedLimits> tenants, IEnumerable<INamedLimits> keys) =>
    [
        .. tenants.Where(each => Tenant.TryParse(each.Name) is null).Select(each => new ValidationResult(
            $"{section}:Tenants: the name {each.Name} is not a tenant's, which is {Tenant.Rule} That of test keys ends in ~test.")),
        .. keys.Where(each => !KeyId().IsMatch(each.Name)).Select(each => new ValidationResult(
            $"{section}:Keys: the name {KeyCut(each.Name)} is not the id of a key: the part of the key before its last _.")),
        .. Twice($"{section}:Tenants", tenants), .. Twice($"{section}:Keys", keys),
    ];

    static IEnumerable<ValidationResult> Twice(string list, IEnumerable<INamedLimits> entries) => entries.CountBy(entry => entry.Name)
        .Where(name => name.Value > 1).Select(name => new ValidationResult($"{list} has {KeyCut(name.Key)} twice."));

    /// <summary>Shows nothing of a whole key that stands where its id should.</summary>
    static string KeyCut(string name) => name.Length > 24 ? name[..24] + "…" : name;

    [GeneratedRegex("^rt_(live|test)_[0-9a-f]{16}$")]
    private static partial Regex KeyId();
}
