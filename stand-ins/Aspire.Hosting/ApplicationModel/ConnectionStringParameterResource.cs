namespace Aspire.Hosting.ApplicationModel;

internal sealed class ConnectionStringParameterResource(ParameterResource parameter, string? environmentVariableName)
    : Resource(parameter.Name), IResourceWithConnectionString
{
    public ParameterResource Parameter => parameter;

    public ReferenceExpression ConnectionStringExpression { get; } = ReferenceExpression.Create($"{parameter}");

    public string? ConnectionStringEnvironmentVariable => environmentVariableName;

    string IManifestExpressionProvider.ValueExpression => Parameter.ValueExpression;
}
