using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Realtime.Api.Audit;
using Realtime.Api.Browsers;
using Realtime.Api.Description;
using Realtime.Api.Description.AsyncApi;
using Realtime.Api.Events;
using Realtime.Api.Limits;
using Realtime.Api.Live;
using Realtime.Api.Live.Secrets;
using Realtime.Api.Models;
using Realtime.Api.Problems;
using Realtime.Api.Sessions;
using Realtime.Api.Workers;
using Realtime.EventLog.Claims;
using Realtime.ServiceDefaults.Internal;

namespace Realtime.Api;

static class ApiExtensions
{
    /// <summary>The largest body, in bytes, of a request without audio or heads.</summary>
    const long LargestBody = 1024 * 1024;

    /// <summary>The largest body with a session object: a text that is far too long is refused by its path.</summary>
    public const long LargestSession = 4 * LargestBody;

    /// <summary>The most bytes of one character in JSON: an escaped surrogate pair.</summary>
    const long LargestCharacter = 12;

    /// <summary>How long a worker may take to claim a session that it is offered, and how long one that did not gets no offers.</summary>
    static readonly TimeSpan OfferPatience = TimeSpan.FromSeconds(2), SilentWorker = TimeSpan.FromSeconds(10);

    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiOptions>>((server, api) =>
            server.Limits.MaxRequestBodySize = Math.Max(LargestBody, LargestCharacter * api.Value.MaximumTextLength));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = StatusProblems.Name);
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddSingleton<NearAddresses>();
        services.AddSingleton<RefusalHandler>().AddSingleton<IExceptionHandler>(provider => provider.GetRequiredService<RefusalHandler>());
        services.AddOpenApi(ApiDescription.Configure);
        services.AddSingleton<AsyncApiDocument>();
        // A request that cannot be bound throws, so that RefusalHandler answers it.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a misspelt field is an error
            json.SerializerOptions.PropertyNameCaseInsensitive = false;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict; // a text is not a number
        });
        services.AddSingleton<ProviderModels>().AddSingleton<ModelLifetimes>().AddHostedService<ModelRefresh>();
        services.AddSingleton<StartRules>().AddSingleton<NewNames>().AddSingleton<Preflight>();
        services.AddSingleton<SessionAnnouncements>().AddSingleton(WorkersOf);
        services.AddSingleton<StartAdmission>();
        services.AddSingleton<SessionRequests>();
        builder.AddInternalCalls();
        services.AddSingleton<OwnerConnector>();
        services.AddSingleton<SessionOwners>();
        services.AddSingleton<AudioConnections>();
        services.AddSingleton<ImageTransfers>();
        services.AddSingleton<DrainCall>();
        services.AddSingleton<EventPages>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<Ndjson>();
        services.AddClientSecrets();
        services.AddBrowsers();
        services.AddSingleton<LiveSockets>();
        services.AddSingleton<SessionSoFar>();
        services.AddRequestLimits();
    }

    /// <summary>The workers that are offered starts.</summary>
    static Peers WorkersOf(IServiceProvider provider) => ActivatorUtilities.CreateInstance<Peers>(provider,
        provider.GetRequiredService<InternalCalls>().Client(OfferPatience), () => (string?)null, SilentWorker);
}
