namespace Aspire.Hosting.ApplicationModel;

public class PostgresServerResource : ContainerResource, IResourceWithConnectionString
{
    private const string DefaultUserName = "postgres";
    private readonly Dictionary<string, string> _databases = [];

    public PostgresServerResource(string name, ParameterResource? userName, ParameterResource password) : base(name)
    {
        UserNameParameter = userName;
        PasswordParameter = password;
        PrimaryEndpoint = new(this, "tcp");
    }

    public EndpointReference PrimaryEndpoint { get; }

    public ParameterResource? UserNameParameter { get; }

    public ParameterResource PasswordParameter { get; }

    /// <summary>Resource name to database name.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases;

    public ReferenceExpression ConnectionStringExpression => UserNameParameter is { } userName
        ? ReferenceExpression.Create($"Host={Host};Port={Port};Username={userName};Password={PasswordParameter}")
        : ReferenceExpression.Create($"Host={Host};Port={Port};Username={DefaultUserName};Password={PasswordParameter}");

    private EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    private EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    internal async Task<string> UserNameAsync(CancellationToken cancellationToken) =>
        UserNameParameter is { } userName ? (await userName.GetValueAsync(cancellationToken))! : DefaultUserName;

    internal void AddDatabase(string name, string databaseName) => _databases.Add(name, databaseName);
}
