using System.Text;

namespace Realtime.Api.Description.AsyncApi;

static class AsyncApiEndpoint
{
    public const string Address = $"/asyncapi/{AsyncApiDocument.Name}.json";

    /// <summary>Serves the document. It is written once, because it does not change while the service runs.</summary>
    public static IEndpointConventionBuilder MapAsyncApi(this IEndpointRouteBuilder app)
    {
        var written = new Lazy<Task<byte[]>>(() => Write(app.ServiceProvider.GetRequiredService<AsyncApiDocument>()));
        return app.MapGet(Address, async (CancellationToken ct) => Results.Bytes(await written.Value.WaitAsync(ct), "application/json"))
            .ExcludeFromDescription();
    }

    static async Task<byte[]> Write(AsyncApiDocument document) =>
        Encoding.UTF8.GetBytes((await document.Write(CancellationToken.None)).ToJsonString());
}
