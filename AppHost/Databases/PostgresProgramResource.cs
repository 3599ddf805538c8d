using LocalServers.PostgreSql;

namespace AppHost.Databases;

/// <summary>PostgreSQL from this machine's programs, with one database, listening on 127.0.0.1.</summary>
public sealed class PostgresProgramResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";
    internal const string UserName = "postgres";

    internal PostgresProgramResource(string name, PostgreSqlForeground server, ParameterResource password, string database)
        : base(name, server.Command[0], Path.GetDirectoryName(server.DataFolder)!)
    {
        (Server, Password, Database) = (server, password, database);
        Endpoint = new EndpointReference(this, EndpointName);
    }

    public EndpointReference Endpoint { get; }

    public ParameterResource Password { get; }

    public string Database { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host=127.0.0.1;Port={Endpoint.Property(EndpointProperty.Port)};Username={UserName};Password={Password};Database={Database}");

    internal PostgreSqlForeground Server { get; }
}
