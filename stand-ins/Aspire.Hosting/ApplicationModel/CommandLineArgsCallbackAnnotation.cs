namespace Aspire.Hosting.ApplicationModel;

public sealed class CommandLineArgsCallbackAnnotation(Action<IList<object>> callback) : IResourceAnnotation
{
    public Action<IList<object>> Callback => callback;
}
