namespace Realtime.Api.Access.Jwt;

/// <summary>Rules for every trusted issuer.</summary>
static class Issuer
{
    /// <summary>Asymmetric algorithms only: somebody who can read an issuer's public keys cannot make a token with them.</summary>
    public static readonly IReadOnlyList<string> Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>What is wrong with the address, as the end of a sentence; null if nothing is.</summary>
    public static string? Problem(string authority) =>
        !Uri.TryCreate(authority, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            ? "must be an absolute https address."
        : NeedsTls(address) && address.Scheme != Uri.UriSchemeHttps
            ? "must begin with https: only an issuer on this machine may do without."
        : null;

    public static bool NeedsTls(Uri authority) => !authority.IsLoopback;
}
