using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Realtime.ServiceDefaults;

namespace Realtime.Api.Access;

/// <summary>
/// Accepts every request from this machine, as the tenant default with all scopes: for a development machine without configured
/// credentials.
/// </summary>
sealed class OpenAccess(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessWays ways)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ways.IsOpen) return Task.FromResult(AuthenticateResult.NoResult());
        if (!IsOfThisMachine(Request))
            return Task.FromResult(AuthenticateResult.Fail(new CredentialRefusedException(
                "Access is open to this machine alone, by its own name: for others configure API keys, tokens or sign-in under Realtime:Access.")));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(ways.OpenCaller, Scheme.Name)));
    }

    /// <summary>
    /// The connection is local, the Host is a local name (another origin's name may resolve to this machine), and no proxy forwarded the
    /// request.
    /// </summary>
    static bool IsOfThisMachine(HttpRequest request) =>
        (request.HttpContext.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from))
        && (request.Host.Host is "" || Loopback.IsName(request.Host.Host))
        && !Loopback.IsForwarded(request);
}

/// <summary>Warns at the start that access is open.</summary>
sealed partial class OpenAccessNotice(AccessWays ways, ILogger<OpenAccessNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (ways.IsOpen) LogOpen();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Access is open: every request from this machine may do everything, as the tenant default; all others are refused. "
        + "Settings under Realtime:Access close it")]
    partial void LogOpen();
}
