using System.Collections.Immutable;

namespace Realtime.Sessions.Machine;

/// <summary>
/// The responses of the conversation that clients asked for with options: each is asked for once, in order, when no other response is.
/// </summary>
public sealed record ResponseRequests
{
    public static readonly ResponseRequests None = new();

    ImmutableList<ResponseRequested> Waiting { get; init; } = [];

    /// <summary>The request that is sent, and that the provider has neither begun nor refused.</summary>
    public ResponseRequested? Asked { get; private init; }

    /// <summary>The request whose response seems to be running.</summary>
    ResponseRequested? Running { get; init; }

    /// <summary>The response to ask for next; null for none.</summary>
    public ResponseRequested? Next => Waiting.IsEmpty ? null : Waiting[0];

    public bool IsAsked => Asked is not null;

    public bool IsRunning => Running is not null;

    /// <summary>False if another request is asked for by now.</summary>
    public bool MayBeAsked(ResponseRequested request) => Asked is null || Asked == request;

    public ResponseRequests Add(ResponseRequested request) => this with { Waiting = Waiting.Add(request) };

    /// <summary>The next response is asked for.</summary>
    public ResponseRequests Ask() => this with { Waiting = Waiting.RemoveAt(0), Asked = Next };

    /// <summary>What was asked for has begun.</summary>
    public ResponseRequests Begun() => Asked is null ? this : this with { Asked = null, Running = Asked };

    public ResponseRequests Over() => this with { Asked = null, Running = null };

    /// <summary>Whether the command is the request that was asked for last, even if what began seemed to be its answer.</summary>
    public bool WasLast(CommandSubmitted command) => command == (Asked ?? Running);

    public ResponseRequests Refused(CommandSubmitted command) => this with
    {
        Asked = Asked == command ? null : Asked,
        Running = Running == command ? null : Running,
    };

    /// <summary>The request was lost on its way, or its answer was cut off: it is the next again.</summary>
    public ResponseRequests AskAgain() => (Asked ?? Running) is { } request ? AskAgain(request) : this;

    /// <summary>Another response stood against this request, even if what began seemed to be its answer.</summary>
    public ResponseRequests AskAgain(ResponseRequested request) =>
        this with
        {
            Waiting = Waiting.Remove(request).Insert(0, request),
            Asked = Asked == request ? null : Asked,
            Running = Running == request ? null : Running,
        };
}
