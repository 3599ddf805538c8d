namespace LocalServers.PostgreSql;

/// <summary>
/// A server could not be created, started or stopped. The message says why and ends with the last lines of the log. It contains no secret.
/// </summary>
public sealed class PostgreSqlClusterException(string message) : Exception(message);
