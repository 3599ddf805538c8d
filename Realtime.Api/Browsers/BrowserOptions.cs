using System.ComponentModel.DataAnnotations;

namespace Realtime.Api.Browsers;

/// <summary>Settings under Realtime:Browsers: which pages may use the API.</summary>
public sealed class BrowserOptions : IValidatableObject
{
    public const string Section = "Realtime:Browsers";

    /// <summary>Origins such as https://app.example, beside the API's own and, in development, those of this machine.</summary>
    public IList<string> Origins { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Origins.Where(origin => !IsOrigin(origin))
        .Select(origin => new ValidationResult(
            $"Realtime:Browsers:Origins has {origin}: an origin is a scheme, a host and a port if it is not the scheme's, "
            + "such as https://app.example, without a path.", [nameof(Origins)]));

    static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;
}
