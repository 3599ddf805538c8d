namespace Realtime.Chaos.Load;

/// <summary>A client's socket that stays open: it can be torn, and left unread.</summary>
interface IWire
{
    void Cut();

    void Stall(TimeSpan time);
}
