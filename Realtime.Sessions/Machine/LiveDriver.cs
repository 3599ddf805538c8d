using static Realtime.Sessions.Machine.State;

namespace Realtime.Sessions.Machine;

/// <summary>
/// A live driver steers the model by itself. A session that one started ends when it closes its socket, and waits for it to come back when
/// the socket is lost.
/// </summary>
static class LiveDriver
{
    public static Live Came(Live s, Input.DriverCame came) => came.Turn <= s.Facts.DriverTurn
        ? s
        : s with { Facts = s.Facts with { DriverTurn = came.Turn, ClientGoneAt = null, Dialogue = s.Facts.Dialogue.DriverCame() } };

    public static State Left(Live s, Input.DriverLeft left, DateTimeOffset now, List<Effect> does)
    {
        if (left.Turn <= s.Facts.DriverTurn) return s;
        var isItsSession = s.Facts.Terms.Options.Driver is SessionDriver.Live;
        var facts = s.Facts with { DriverTurn = left.Turn, Dialogue = s.Facts.Dialogue.DriverLeft() };
        return isItsSession && left.Properly
            ? Ending.For(EndReason.Requested, s with { Facts = facts }, now, does)
            : s with { Facts = facts with { ClientGoneAt = isItsSession ? now + facts.Terms.Bounds.ClientGone : null } };
    }
}
