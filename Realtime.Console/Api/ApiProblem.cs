namespace Realtime.Console.Api;

/// <summary>A refusal of the API, as problem+json has it, or what the console says when the API does not answer.</summary>
/// <param name="Type">urn:realtime:problem:NAME; the console's own are api-unreachable and unexpected-answer.</param>
/// <param name="Errors">What is wrong with each field, by its name; null if the problem has none.</param>
public sealed record ApiProblem(int Status, string? Type, string? Title, string? Detail,
    IReadOnlyDictionary<string, string[]>? Errors = null)
{
    const string Prefix = "urn:realtime:problem:";

    public string Name => Type?.StartsWith(Prefix, StringComparison.Ordinal) is true ? Type[Prefix.Length..] : Type ?? "";

    public static ApiProblem Unreachable(string detail) => new(StatusCodes.Status503ServiceUnavailable, Prefix + "api-unreachable",
        "The API does not answer", detail);

    public static ApiProblem NotFound { get; } = new(StatusCodes.Status404NotFound, Prefix + "unknown-address", "Not found", Detail: null);

    public static ApiProblem Unexpected(int status) => new(status, Prefix + "unexpected-answer", "Unexpected answer",
        $"The API answered {status} without a reason that the console can read.");
}

public sealed class ApiProblemException(ApiProblem problem) : Exception(problem.Detail ?? problem.Title)
{
    public ApiProblem Problem { get; } = problem;
}
