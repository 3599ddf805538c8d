using Realtime.Api.Live;

namespace Realtime.Api.Access;

/// <summary>The ways in. One request is judged by one of them, chosen by what it presents.</summary>
static class AccessSchemes
{
    public const string Any = "any";
    public const string ApiKey = "api-key";
    public const string ClientSecret = "client-secret";
    public const string Jwt = "jwt";
    public const string Cookie = "cookie";

    /// <summary>A person is sent to the identity provider.</summary>
    public const string SignIn = "sign-in";

    /// <summary>A development machine with nothing configured: whoever is on it may do all.</summary>
    public const string Open = "open";

    public static string For(HttpContext context, AccessWays ways)
    {
        var presented = Credential.Of(context.Request);
        if (presented?.StartsWith(Keys.KeyText.Prefix, StringComparison.Ordinal) is true) return ApiKey;
        if (presented?.StartsWith(ClientSecrets.Prefix, StringComparison.Ordinal) is true) return ClientSecret;
        if (ways.IsOpen) return Open;
        if (presented is null) return ways.HasSignIn ? Cookie : ApiKey;
        return ways.HasJwt ? Jwt : ApiKey;
    }
}
