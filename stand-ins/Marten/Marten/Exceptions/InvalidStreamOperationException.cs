namespace Marten.Exceptions;

/// <summary>An archived stream takes no append.</summary>
public sealed class InvalidStreamOperationException(string message) : MartenException(message);
