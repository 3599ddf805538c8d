namespace Realtime.Client.Live;

/// <summary>A lost connection, after which another one is opened.</summary>
sealed class LiveLoss(int? closeCode, Exception? cause)
    : IOException($"The live socket was closed with {closeCode?.ToString() ?? "no Close frame"}.", cause)
{
    public int? CloseCode => closeCode;
}
