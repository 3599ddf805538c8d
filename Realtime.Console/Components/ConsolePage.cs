using Microsoft.AspNetCore.Components;
using Realtime.Console.Api;

namespace Realtime.Console.Components;

/// <summary>
/// A page, or a part of one, that reads from the API before it is rendered. If the API refuses, <see cref="Problem"/> says why, and the
/// answer has the refusal's status.
/// </summary>
public abstract class ConsolePage : ComponentBase
{
    bool isLoaded;

    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    protected ApiProblem? Problem { get; private set; }

    protected abstract Task Load(CancellationToken ct);

    /// <summary>A component is rendered while it initializes itself. This one is rendered once, with everything that it has read.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!isLoaded) await TryLoad();
        isLoaded = true;
        await base.SetParametersAsync(ParameterView.Empty);
    }

    async Task TryLoad()
    {
        try
        {
            await Load(Http.RequestAborted);
        }
        catch (ApiProblemException e)
        {
            Problem = e.Problem;
            Http.AnswerWith(e.Problem.Status);
        }
    }
}
