namespace Realtime.Api.Access.Jwt;

/// <summary>What is true of every issuer that we trust.</summary>
static class Issuer
{
    /// <summary>Keys whose public half verifies: nobody who can read an issuer's keys can make a token with them.</summary>
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>What is wrong with its address, as the end of a sentence; null where nothing is.</summary>
    public static string? Problem(string authority) =>
        !Uri.TryCreate(authority, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") ? "must be an absolute https address."
        : NeedsTls(address) && address.Scheme != Uri.UriSchemeHttps ? "must begin with https: only an issuer on this machine may do without."
        : null;

    public static bool NeedsTls(Uri authority) => !authority.IsLoopback;
}
