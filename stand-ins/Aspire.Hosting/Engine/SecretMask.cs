using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>Blots secrets out of whatever is printed, a project's own lines included.</summary>
internal sealed partial class SecretMask(IReadOnlyList<IResource> resources)
{
    // Shorter ones would blot out ordinary words.
    private const int ShortestSecret = 6;

    public string Apply(string line)
    {
        foreach (var secret in Known())
            line = line.Replace(secret, "******", StringComparison.Ordinal);
        return line;
    }

    // A parameter nobody has asked for yet cannot have been told to anyone either.
    private IEnumerable<string> Known() =>
        resources.OfType<ParameterResource>().Where(parameter => parameter.Secret).Select(parameter => parameter.KnownValue)
            .Concat(ConnectionStrings().Select(PasswordOf))
            .OfType<string>()
            .Where(secret => secret.Length >= ShortestSecret);

    private IEnumerable<string?> ConnectionStrings() =>
        resources.SelectMany(resource => resource.Annotations.OfType<GivenConnectionStringAnnotation>()).Select(given => (string?)given.Value)
            .Concat(resources.OfType<ConnectionStringParameterResource>().Select(resource => resource.Parameter.KnownValue));

    private static string? PasswordOf(string? connectionString) =>
        PasswordIn().Match(connectionString ?? "") is { Success: true } found ? found.Groups["it"].Value : null;

    [GeneratedRegex(@"(password|pwd)\s*=\s*(?<it>[^;]+)|://[^:/@]*:(?<it>[^@/]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex PasswordIn();
}
