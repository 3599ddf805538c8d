using Realtime.Api.Problems;

namespace Realtime.Api.Sessions;

/// <summary>The Idempotency-Key header: an id for requests whose body has none.</summary>
static class IdempotencyKey
{
    const int MaximumLength = 128;

    public static string? Of(HttpContext context)
    {
        if (!context.Request.Headers.TryGetValue("Idempotency-Key", out var values)) return null;
        var key = values.ToString();
        if (key.Length is 0 or > MaximumLength || key.Any(c => c is < '!' or > '~'))
            throw new InvalidOptionsException(
                "Idempotency-Key", $"The Idempotency-Key header must be 1 to {MaximumLength} printable characters without spaces.");
        return key;
    }
}
