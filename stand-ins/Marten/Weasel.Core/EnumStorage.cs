namespace Weasel.Core;

/// <summary>How enums stand in JSON.</summary>
public enum EnumStorage
{
    AsInteger,
    AsString,
}
