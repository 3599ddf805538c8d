namespace Marten.Exceptions;

/// <summary>PostgreSQL refused a command; its own exception is the inner one.</summary>
public sealed class MartenCommandException : MartenException
{
    internal MartenCommandException(Exception innerException)
        : base($"Marten Command Failure: {innerException.Message}", innerException)
    {
    }
}
