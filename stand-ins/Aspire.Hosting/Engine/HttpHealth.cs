using System.Net.Security;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>Asks a process for its health until it answers as expected.</summary>
internal static class HttpHealth
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongInterval = TimeSpan.FromSeconds(1);

    // The certificate is a development one, and the other side is on loopback.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (sender, _, _, _) => sender is SslStream { TargetHostName: "127.0.0.1" } },
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Returns null when healthy, else, after the bound, what the last try gave.</summary>
    public static async Task<string?> WaitAsync(
        HttpHealthCheckAnnotation check, string address, TimeSpan within, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Interval);
        while (true)
        {
            if (await AskAsync(check, new Uri(new Uri(address), check.Path), cancellationToken) is not { } trouble)
                return null;
            if (TimeProvider.System.GetElapsedTime(since) > within)
                return trouble;
            if (TimeProvider.System.GetElapsedTime(since) > 5 * LongInterval)
                timer.Period = LongInterval;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<string?> AskAsync(HttpHealthCheckAnnotation check, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)answer.StatusCode == check.StatusCode ? null : $"GET {check.Path} answered {(int)answer.StatusCode}, not {check.StatusCode}";
        }
        catch (HttpRequestException unreachable)
        {
            return $"GET {check.Path} failed: {unreachable.Message}";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"GET {check.Path} gave no answer in {Client.Timeout.TotalSeconds:F0} s";
        }
    }
}
