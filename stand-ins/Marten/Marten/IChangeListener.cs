namespace Marten;

/// <summary>What a subscription may return to hear of its page's commit; only <see cref="NullChangeListener"/> is here.</summary>
public interface IChangeListener
{
    internal void OnlyTheNullListener();
}

/// <summary>Does not care.</summary>
public sealed class NullChangeListener : IChangeListener
{
    NullChangeListener()
    {
    }

    public static IChangeListener Instance { get; } = new NullChangeListener();

    void IChangeListener.OnlyTheNullListener()
    {
    }
}
