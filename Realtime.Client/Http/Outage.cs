using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace Realtime.Client.Http;

/// <summary>The pauses between lost connections, and when to give up.</summary>
sealed class Outage(RealtimeClientOptions options)
{
    int attempt;
    long good = options.Time.GetTimestamp();

    /// <summary>Whether another connection may do better.</summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        ProblemException problem => problem.IsPassing || problem.Name is ProblemName.NodeStopping or ProblemName.InternalError,
        HttpRequestException or IOException or TimeoutException or JsonException => true,
        _ => false,
    };

    /// <summary>A connection is open.</summary>
    public void Opened() => good = options.Time.GetTimestamp();

    /// <summary>A connection has brought something: the next pause is the first again.</summary>
    public void Over() => attempt = 0;

    /// <summary>A connection that was open is lost: the outage begins now.</summary>
    public void Closed()
    {
        if (options.Time.GetElapsedTime(good) > options.LongestPause) Over(); // it was quiet, not broken
        Opened();
    }

    /// <summary>Waits before the next connection.</summary>
    /// <param name="failure">Why the last one is lost; thrown if this takes too long.</param>
    /// <param name="retry">What a stopping node asks for: its clients spread over this time.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task Wait(Exception failure, TimeSpan? retry, CancellationToken ct)
    {
        attempt++;
        var pause = failure is ProblemException { Name: ProblemName.NodeStopping } && retry is { } time && attempt == 1
            ? time * Random.Shared.NextDouble()
            : options.Pause(attempt, (failure as ProblemException)?.RetryAfter);
        if (options.Time.GetElapsedTime(good) + pause > options.ReconnectTime) ExceptionDispatchInfo.Throw(failure);
        return Task.Delay(pause, options.Time, ct);
    }
}
