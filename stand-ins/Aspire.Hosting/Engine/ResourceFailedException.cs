namespace Aspire.Hosting.Engine;

/// <summary>A resource that could not be brought up, said for the person at the terminal.</summary>
internal sealed class ResourceFailedException(string resource, string reason, IReadOnlyList<string>? lastLines = null)
    : DistributedApplicationException($"{resource} {reason}")
{
    public string Resource => resource;

    public IReadOnlyList<string> LastLines => lastLines ?? [];
}
