using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

/// <summary>The ids by which clients repeat an input: from the body, else from the Idempotency-Key, else a new one.</summary>
static class InputIds
{
    const int MaximumLength = 128;

    /// <exception cref="InvalidOptionsException">The id breaks the rule.</exception>
    public static string Of(string? given, HttpContext context)
    {
        if (given is { Length: 0 or > MaximumLength })
            throw new InvalidOptionsException("inputId", $"inputId must have 1 to {MaximumLength} characters.");
        Texts.Check("inputId", given);
        return given ?? IdempotencyKey.Of(context) ?? Guid.CreateVersion7().ToString();
    }
}
