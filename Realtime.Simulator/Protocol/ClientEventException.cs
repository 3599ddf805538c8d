namespace Realtime.Simulator.Protocol;

/// <summary>A client's event is invalid. The answer is an <c>invalid_request_error</c>, and the session goes on.</summary>
internal sealed class ClientEventException(string code, string message, string? parameter = null) : Exception(message)
{
    public string Code => code;

    public string? Parameter => parameter;

    public static ClientEventException Missing(string parameter) =>
        new("missing_required_parameter", $"Missing required parameter: '{parameter}'.", parameter);

    public static ClientEventException Unknown(string parameter) =>
        new("unknown_parameter", $"Unknown parameter: '{parameter}'.", parameter);

    public static ClientEventException Invalid(string parameter, string why) =>
        new("invalid_value", $"Invalid value for '{parameter}': {why}", parameter);
}
