namespace Marten.Internal;

/// <summary>An event's headers as they are stored: most readers of a stream never look at them, so they are parsed when asked for.</summary>
internal interface IStoredHeaders
{
    byte[] StoredHeaders { set; }
}
