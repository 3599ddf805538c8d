namespace Aspire.Hosting.ApplicationModel;

public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    public PostgresServerResource Parent => postgresParentResource;

    public string DatabaseName => databaseName;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{new ConnectionStringOf(Parent)};Database={DatabaseName}");

    // Through the resource, so that a given connection string of the server counts for its databases.
    private sealed class ConnectionStringOf(IResourceWithConnectionString server) : IValueProvider, IManifestExpressionProvider
    {
        public string ValueExpression => server.ValueExpression;

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => server.GetConnectionStringAsync(cancellationToken);
    }
}
