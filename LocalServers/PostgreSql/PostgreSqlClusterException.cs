namespace LocalServers.PostgreSql;

/// <summary>A server could not be made, started or stopped. The message says why and ends with the last lines of its log; it holds no secret.</summary>
public sealed class PostgreSqlClusterException(string message) : Exception(message);
