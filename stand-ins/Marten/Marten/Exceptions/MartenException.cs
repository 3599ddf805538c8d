namespace Marten.Exceptions;

/// <summary>What the store itself throws.</summary>
public abstract class MartenException : Exception
{
    protected MartenException(string message) : base(message)
    {
    }

    protected MartenException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
