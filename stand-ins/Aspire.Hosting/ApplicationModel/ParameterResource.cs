namespace Aspire.Hosting.ApplicationModel;

public sealed class ParameterResource : Resource, IValueProvider, IManifestExpressionProvider
{
    private readonly Lazy<string> _value;

    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false) : base(name)
    {
        Secret = secret;
        _value = new(() => callback(Default));
    }

    public bool Secret { get; }

    public ParameterDefault? Default { get; set; }

    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>Published as a constant, rather than asked for where it is deployed.</summary>
    internal bool PublishValue { get; init; }

    internal bool IsConnectionString { get; init; }

    /// <summary>The value, once somebody has asked for it.</summary>
    internal string? KnownValue => _value.IsValueCreated ? _value.Value : null;

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => ValueTask.FromResult<string?>(_value.Value);
}

/// <summary>The value of a parameter that configuration does not give.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}
