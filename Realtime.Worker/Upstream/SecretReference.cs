namespace Realtime.Worker.Upstream;

/// <summary>
/// Where a secret is, without the secret: file:PATH, env:VARIABLE or setting:NAME. It is read each time that it is needed, so that a new
/// secret in a file counts at once.
/// </summary>
static class SecretReference
{
    /// <summary>What a reference looks like, for refusals.</summary>
    public const string Rule = "file:PATH, env:VARIABLE or setting:NAME";

    /// <exception cref="FormatException">There is no usable secret; the message names the reference and shows nothing of a secret.</exception>
    public static string Read(string reference, IConfiguration settings)
    {
        var (kind, name) = reference.Split(':', 2) is [var first, var rest] && rest.Length > 0 ? (first, rest) : ("", "");
        var secret = kind switch
        {
            "file" => File(name),
            "env" => Environment.GetEnvironmentVariable(name),
            "setting" => settings[name],
            _ => throw new FormatException($"must be {Rule}."),
        };
        return secret switch
        {
            null or "" => throw new FormatException($"names {reference}, which is not there or is empty."),
            _ when secret.Any(c => c is < '!' or > '~') =>
                throw new FormatException($"names {reference}, which must be printable characters without spaces."),
            _ => secret,
        };

        string File(string path)
        {
            try
            {
                return System.IO.File.ReadAllText(path).Trim();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
            {
                throw new FormatException($"names {reference}, which cannot be read: {e.Message}");
            }
        }
    }
}
