using Realtime.Api.Live.Secrets;

namespace Realtime.Api.Access;

/// <summary>The authentication schemes. What a request presents selects the one that judges it.</summary>
static class AccessSchemes
{
    public const string Any = "any";
    public const string ApiKey = "api-key";
    public const string ClientSecret = "client-secret";
    public const string Jwt = "jwt";
    public const string Cookie = "cookie";

    /// <summary>Redirects a person to the identity provider.</summary>
    public const string SignIn = "sign-in";

    /// <summary>On a development machine without configured credentials, local callers may do everything.</summary>
    public const string Open = "open";

    public static string For(HttpContext context, AccessWays ways)
    {
        var presented = Credential.Of(context.Request);
        if (presented?.StartsWith(Keys.KeyText.Prefix, StringComparison.Ordinal) is true) return ApiKey;
        if (presented?.StartsWith(SecretToken.Prefix, StringComparison.Ordinal) is true) return ClientSecret;
        if (ways.IsOpen) return Open;
        if (presented is null) return ways.HasSignIn ? Cookie : ApiKey;
        return ways.HasJwt ? Jwt : ApiKey;
    }
}
