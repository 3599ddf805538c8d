using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.Extensions.Options;
using Realtime.Api.Access.Jwt;
using Realtime.Api.Access.SignIn;
using Realtime.Sessions;

namespace Realtime.Api.Access;

/// <summary>Settings under Realtime:Access: which credentials the API accepts.</summary>
public sealed class AccessOptions : IValidatableObject
{
    public const string Section = "Realtime:Access";

    /// <summary>Accepts the API keys in the database; `keys create` makes the first.</summary>
    public bool ApiKeys { get; set; }

    /// <summary>A file with keys that are managed elsewhere. Not set: no file.</summary>
    public string? KeysFile { get; set; }

    /// <summary>The tenant in which the scope operate means the whole deployment.</summary>
    public string OperatorTenant { get; set; } = Tenant.Default.Name;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Tenant.IsValid(OperatorTenant))
            yield return new ValidationResult($"Realtime:Access:OperatorTenant must be {Tenant.Rule}", [nameof(OperatorTenant)]);
        if (KeysFile is "")
            yield return new ValidationResult("Realtime:Access:KeysFile is empty: name a file, or leave it out.", [nameof(KeysFile)]);
        else if (KeysFile is { } file && Keys.KeyFile.Problem(file) is { } problem)
            yield return new ValidationResult($"Realtime:Access:KeysFile {problem}", [nameof(KeysFile)]);
    }
}

/// <summary>Which kinds of credential the settings enable.</summary>
sealed class AccessWays(IOptions<AccessOptions> access, IOptions<JwtOptions> jwt, IOptions<SignInOptions> signIn,
    IHostEnvironment environment)
{
    public bool HasJwt { get; } = jwt.Value.Authority is not null;

    public bool HasSignIn { get; } = signIn.Value.Authority is not null;

    /// <summary>True on a development machine where no credential is configured.</summary>
    public bool IsOpen { get; } = environment.IsDevelopment() && !IsConfigured(access.Value, jwt.Value, signIn.Value);

    /// <summary>The caller of each request while access is open: the tenant default with all scopes. All of them share one object.</summary>
    public ClaimsPrincipal OpenCaller => field ??=
        Caller.Of(AccessSchemes.Open, Tenant.Default, "development", Scopes.All, IsOperator(Tenant.Default, Scopes.All));

    /// <summary>With open access, too, a key in the database gives its own tenant and scopes.</summary>
    public bool ReadsKeyTable => access.Value.ApiKeys || IsOpen;

    /// <summary>Whether a caller of this tenant with these scopes operates the whole deployment.</summary>
    public bool IsOperator(Tenant tenant, IReadOnlyCollection<string> scopes) =>
        !tenant.IsTest && tenant.Name == access.Value.OperatorTenant && scopes.Contains(Scopes.Operate);

    public static bool IsConfigured(AccessOptions access, JwtOptions jwt, SignInOptions signIn) =>
        access.ApiKeys || access.KeysFile is not null || jwt.Authority is not null || signIn.Authority is not null;
}

/// <summary>Checks that concern several settings.</summary>
sealed class AccessValidation(IHostEnvironment environment, IConfiguration configuration, IOptions<JwtOptions> jwt,
    IOptions<SignInOptions> signIn) : IValidateOptions<AccessOptions>
{
    static readonly (string Setting, string Instead)[] Former =
    [
        ("Realtime:ApiKey", "make a key with the role app (`keys create --role app`)"),
        ("Realtime:Audit:Key", "make a key with the role auditor or operator (`keys create --role operator`)"),
    ];

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var former = Former.Where(f => configuration[f.Setting] is not null)
            .Select(f => $"{f.Setting} is not a setting any more: remove it, and {f.Instead}.").ToList();
        if (former.Count > 0) return ValidateOptionsResult.Fail(former);
        return environment.IsDevelopment() || AccessWays.IsConfigured(options, jwt.Value, signIn.Value)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "No way to authenticate is configured: set Realtime:Access:ApiKeys to true (`keys create` makes the first key), "
                + "Realtime:Access:KeysFile, Realtime:Access:Jwt:Authority or Realtime:Access:SignIn:Authority. Only in the environment "
                + $"Development is access open, to its own machine; this is {environment.EnvironmentName}.");
    }
}
