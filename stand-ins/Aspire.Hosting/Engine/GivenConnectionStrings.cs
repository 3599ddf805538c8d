using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Engine;

/// <summary>A connection string that configuration gives takes the place of a server of ours.</summary>
internal static class GivenConnectionStrings
{
    public static IResourceBuilder<T> WithGivenConnectionString<T>(this IResourceBuilder<T> builder) where T : IResourceWithConnectionString =>
        builder.ApplicationBuilder is { ExecutionContext.IsRunMode: true } application
        && application.Configuration.GetConnectionString(builder.Resource.Name) is { Length: > 0 } given
            ? builder.WithAnnotation(new GivenConnectionStringAnnotation(given))
            : builder;

    public static bool IsGiven(this IResource resource) => resource.Annotations.OfType<GivenConnectionStringAnnotation>().Any();
}
