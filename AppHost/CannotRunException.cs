namespace AppHost;

/// <summary>The application cannot run on this machine or with these settings. The message tells the user what to change.</summary>
public sealed class CannotRunException(string message, Exception? inner = null) : Exception(message, inner);
