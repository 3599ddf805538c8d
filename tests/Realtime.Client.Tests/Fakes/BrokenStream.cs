using System.Text;

namespace Realtime.Client.Tests.Fakes;

/// <summary>A body that breaks after its text.</summary>
class BrokenStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        return read > 0 ? read : await Rest(cancellationToken);
    }

    protected virtual ValueTask<int> Rest(CancellationToken ct) => throw new IOException("The connection broke.");
}

/// <summary>A body that stays open after its text.</summary>
sealed class SilentStream(string text) : BrokenStream(text)
{
    protected override async ValueTask<int> Rest(CancellationToken ct)
    {
        await Task.Delay(Timeout.Infinite, ct);
        return 0;
    }
}
