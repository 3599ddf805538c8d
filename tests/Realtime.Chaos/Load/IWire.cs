namespace Realtime.Chaos.Load;

/// <summary>A long-lived client socket. A fault can abort it, or leave it unread for a while.</summary>
interface IWire
{
    void Cut();

    void Stall(TimeSpan time);
}
