namespace Weasel.Core;

/// <summary>How property names stand in JSON.</summary>
public enum Casing
{
    Default,
    CamelCase,
    SnakeCase,
}
