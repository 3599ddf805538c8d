namespace Realtime.Sessions.Tests.Model;

/// <summary>A worker: claims, and a journal that records many sessions in one commit, each alone when that fails.</summary>
sealed class ModelWorker(World world, string name)
{
    int lives = 1;

    /// <summary>New after every lost lease; the sessions of the old one are still in its hands.</summary>
    public string Id => $"{name}.{lives}";

    public List<OwnedSession> Sessions { get; } = [];

    public void LoseLease() => lives++;

    public void Claimed(SessionClaimed claim, Stream stream) =>
        Sessions.Add(new OwnedSession(world, stream, claim.SessionId, new OwnerToken(claim.WorkerId, claim.Epoch)));

    /// <param name="answerLost">The commit may have happened, but nobody told the worker.</param>
    public void Flush(bool answerLost)
    {
        var news = Sessions.FindAll(s => s.HasNews);
        if (news.Count == 0) return;
        if (Together(news) is not Saved.Done)
        {
            foreach (var session in news) session.RecordAlone();
        }
        else if (!answerLost)
        {
            foreach (var session in news) session.Recorded();
        }
    }

    Saved Together(List<OwnedSession> sessions)
    {
        try
        {
            return world.TrySave([.. sessions.Select(s => s.Next()).Where(a => a.Events.Count > 0)]);
        }
        catch (OwnershipLostException)
        {
            return Saved.Conflict;
        }
    }
}
