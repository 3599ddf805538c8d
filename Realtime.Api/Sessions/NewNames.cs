using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>
/// Which well-formed names new conversations may have. A deployment can require a form that holds no personal data, because an erasure
/// cannot reach names.
/// </summary>
sealed class NewNames(IOptions<ApiOptions> options)
{
    const string MadePrefix = "live-";

    readonly string required = options.Value.ConversationNames;
    readonly Regex? pattern = options.Value.ConversationNames is { Length: > 0 } given ? Whole(given) : null;

    /// <summary>A new name for a client that gives none. It is always allowed.</summary>
    public static string Make() => $"{MadePrefix}{Guid.CreateVersion7():N}";

    /// <summary>Why a new conversation may not have the name; null if it may.</summary>
    public string? Problem(string name)
    {
        if (ConversationId.IsReserved(name))
            return $"conversation must not begin with {ConversationId.ReservedPrefix}, in any case: the log's own streams have such names.";
        return pattern?.IsMatch(name) == false && !IsMade(name)
            ? $"conversation must match {required} here: names cannot be erased, so they hold no personal data."
            : null;
    }

    /// <summary>What is wrong with the setting.</summary>
    public static ValidationResult? Check(string pattern)
    {
        try
        {
            Whole(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return new ValidationResult(
                $"Realtime:ConversationNames must be a regular expression without look-around and back references: {e.Message}",
                [nameof(ApiOptions.ConversationNames)]);
        }
    }

    static bool IsMade(string name) =>
        name.StartsWith(MadePrefix, StringComparison.Ordinal) && Guid.TryParseExact(name.AsSpan(MadePrefix.Length), "N", out _);

    // Without backtracking a match takes time that is linear in the name's length, whatever the pattern is.
    static Regex Whole(string pattern) => new($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
