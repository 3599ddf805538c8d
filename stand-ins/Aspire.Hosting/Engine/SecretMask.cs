using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>Blots secrets out of whatever is printed, a project's own lines included.</summary>
internal sealed class SecretMask(IReadOnlyList<IResource> resources)
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
            .Concat(resources.SelectMany(resource => resource.Annotations.OfType<GivenConnectionStringAnnotation>()).Select(given => given.Password))
            .OfType<string>()
            .Where(secret => secret.Length >= ShortestSecret);
}
