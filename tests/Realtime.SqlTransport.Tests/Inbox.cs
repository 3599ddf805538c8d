using System.Threading.Channels;

namespace Realtime.SqlTransport.Tests;

/// <summary>The messages that handlers received. Tests await them one by one.</summary>
public sealed class Inbox
{
    readonly Channel<object> received = Channel.CreateUnbounded<object>();

    public Task Put(object message)
    {
        received.Writer.TryWrite(message);
        return Task.CompletedTask;
    }

    public async Task<object> Next() => await received.Reader.ReadAsync().AsTask().WaitAsync(Patience.Time);

    public async Task<List<object>> Next(int count)
    {
        var messages = new List<object>();
        while (messages.Count < count)
            messages.Add(await Next());
        return messages;
    }

    public bool IsEmpty => received.Reader.Count == 0;
}
